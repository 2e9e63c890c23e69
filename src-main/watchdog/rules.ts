/**
 * What the watchdog knows of the main process, counted in its own ticks of a second: a machine that sleeps stops both,
 * so waking up looks like no silence.
 */
export type Watched = {
  /** Seconds since it was started; for the first, since the watch began. */
  readonly age: number
  /** Seconds since its last word; null until the first one. */
  readonly silent: number | null
  /** Its ends, this life's not counted, that came soon after a start. */
  readonly inARow: number
}

/** In seconds: how long a silence is borne, and how long a start may take until its first word. */
export type Patience = { readonly silent: number; readonly start: number }

/** Main says a word each second. Longer than any write to a slow disk; a start on a cold disk and a busy machine. */
export const patienceWithMain: Patience = { silent: 6, start: 30 }
/** One that lived this long had started well. */
export const wellAfter = 5

export const firstLife: Watched = { age: 0, silent: null, inARow: 0 }

export const heard = (watched: Watched): Watched => ({ ...watched, silent: 0 })

export const tick = ({ age, silent, inARow }: Watched): Watched => ({
  age: age + 1,
  silent: silent === null ? null : silent + 1,
  inARow,
})

export const hangs = ({ age, silent }: Watched, patience: Patience): boolean =>
  silent === null ? age >= patience.start : silent >= patience.silent

/** The life after this one's end. */
export const nextLife = ({ age, inARow }: Watched): Watched => ({
  ...firstLife,
  inARow: age >= wellAfter ? 1 : inARow + 1,
})

/** What an end by its exit code means; null where a signal ended it. */
export const isWanted = (code: number | null): boolean => code === 0 || code === refused

/** The console said why it does not start, to a person (`shell/start/ask.ts`): starting it again would say it again. */
const refused = 2

/**
 * Whether there is a screen to open a window on. After a log-out there is none any more, and a watchdog must not try for
 * ever; `exists` looks for a file. What leads to another machine is taken to be there.
 */
export const screenIsThere = (
  platform: NodeJS.Platform,
  { DISPLAY, WAYLAND_DISPLAY, XDG_RUNTIME_DIR }: NodeJS.ProcessEnv,
  exists: (file: string) => boolean,
): boolean => {
  if (platform !== 'linux') return true
  const wayland = WAYLAND_DISPLAY && XDG_RUNTIME_DIR ? `${XDG_RUNTIME_DIR}/${WAYLAND_DISPLAY}` : null
  if (wayland !== null && exists(wayland)) return true
  const local = /^:(\d+)/.exec(DISPLAY ?? '')?.[1]
  return local === undefined ? Boolean(DISPLAY) : exists(`/tmp/.X11-unix/X${local}`)
}

/** Behind a debugger the first start has arguments of its tools; the next has no use for them. */
export const withoutTools = (args: readonly string[]): readonly string[] =>
  args.filter(
    (arg, index) => !arg.startsWith('--inspect') && !isPreload(arg) && !isPreload(args[index - 1] ?? ''),
  )

const isPreload = (arg: string): boolean => arg === '-r' || arg === '--require'
