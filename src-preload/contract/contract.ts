import { z } from 'zod'
import { id, uuid } from '../../src-domain/ids.ts'
import { registryTables } from '../../src-domain/registry/rows.ts'
import { ms } from '../../src-domain/time.ts'
import { fromConsole, refusal } from '../../src-domain/wire/protocol.ts'
import { blockView, handsetItem, reviewItem, trustView, whoMayOpen } from './access.ts'
import { benchSamples, benchView, stockItem, testView } from './bench.ts'
import { place } from './place.ts'
import {
  alarmItem,
  alertItem,
  caseView,
  commandState,
  health,
  homeMark,
  searchHit,
  session,
  unitItem,
} from './view.ts'
import { actionName } from './words.ts'

/**
 * Every call and push between a window and the rest, as one value: the bridge, the handlers and the test
 * doubles are derived from it. Both sides parse. `to` says who answers: `core` over the window's own port,
 * `shell` (Electron's main process) over IPC.
 */
const none = z.object({})
const result = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), error: refusal }),
  ])

/** Ours: five words or so. It is guessed on a copy of the file, where nothing slows it but its cost. */
export const shortestPassphrase = 12
const words = z.string().max(1_024)
/** What the radio calls something near, and what stands on a unit's case. */
const radioId = z.string().min(1).max(64)
const benchSerial = z.string().min(1).max(32)
/** `wrong`: with how long the next try has to wait. */
const passphraseSaid = z.object({
  outcome: z.enum(['done', 'wrong', 'tooShort', 'failed']),
  retryAfterSeconds: z.int().min(0),
})

export const calls = {
  /** Which case this window shows; its `case` pushes follow. Null for none. */
  openCase: { to: 'core', args: z.object({ caseId: uuid.nullable() }), answer: none },
  /** Starts a command; its states follow as `command` pushes. Refused at once where it cannot be sent. */
  command: {
    to: 'core',
    args: z.object({
      name: actionName,
      args: z.unknown(),
      /** When it was asked for, by the centre's clock: what waited for a console that slept is not done any more. */
      askedAt: ms.optional(),
    }),
    answer: result(z.object({ commandId: uuid })),
  },
  /** These presses have been on the screen, painted, in this window. */
  painted: {
    to: 'core',
    args: z.object({ presses: z.array(z.object({ caseId: uuid, pressId: uuid })), probeId: uuid.nullable() }),
    answer: none,
  },
  /** The whole queue has been on the screen in this window: what it need not wait for may begin. */
  queueDrawn: { to: 'core', args: none, answer: none },
  /** The digits that an entry of one's own stands for; shown, and kept nowhere. */
  secret: {
    to: 'core',
    args: z.object({ caseId: uuid, entryId: uuid }),
    answer: result(z.object({ words: z.string() })),
  },
  /** Everybody who may open a door of that place right now; null for a place that nobody knows. */
  whoMayOpen: {
    to: 'core',
    args: z.object({ kind: z.enum(['resident', 'home', 'door']), id }),
    answer: z.object({ place: whoMayOpen.nullable() }),
  },
  /** The block that a place belongs to; null for a place that nobody knows. */
  block: {
    to: 'core',
    args: z.object({ kind: z.enum(['resident', 'home', 'door']), id }),
    answer: z.object({ block: blockView.nullable() }),
  },
  handsets: { to: 'core', args: none, answer: z.object({ handsets: z.array(handsetItem) }) },
  /** What waits for a supervisor, oldest first. */
  reviews: { to: 'core', args: none, answer: z.object({ items: z.array(reviewItem) }) },
  trust: { to: 'core', args: none, answer: z.object({ trust: trustView.nullable() }) },
  people: {
    to: 'core',
    args: none,
    answer: z.object({
      people: z.array(registryTables.person.extend({ /** Practice only. */ pin: z.string().nullable() })),
    }),
  },
  signIn: { to: 'core', args: z.object({ personId: id, pin: z.string().max(128) }), answer: result(none) },
  signOut: { to: 'core', args: none, answer: none },
  /** Hides everything personal until the PIN of whoever sits here, or somebody else signs in. */
  lock: { to: 'core', args: none, answer: none },
  unlock: { to: 'core', args: z.object({ pin: z.string().max(128) }), answer: result(none) },
  /** The PIN again, before what opens a door. */
  prove: { to: 'core', args: z.object({ pin: z.string().max(128) }), answer: result(none) },
  /** Somebody touched key or mouse in this window. */
  active: { to: 'core', args: none, answer: none },
  search: {
    to: 'core',
    args: z.object({ text: z.string().max(200) }),
    answer: z.object({ hits: z.array(searchHit) }),
  },
  practice: { to: 'core', args: fromConsole.practice.args, answer: fromConsole.practice.answer },
  /** What was received and could not be read, newest first. */
  unreadable: {
    to: 'core',
    args: none,
    answer: z.object({
      items: z.array(z.object({ at: ms, where: z.string(), raw: z.string(), why: z.string() })),
    }),
  },
  /**
   * This window shows the workbench: `bench` and `benchSamples` follow while it is open. This and all that begins with
   * `bench` is refused to whoever may not begin a test.
   */
  bench: { to: 'core', args: z.object({ open: z.boolean() }), answer: result(none) },
  /** Connects to something near, asks who it is, and hangs up; `id` as in `near`. */
  benchIdentify: { to: 'core', args: z.object({ id: radioId }), answer: result(none) },
  /** To be tested, behind those before it. `id`: where it is near and does not say its serial; null: found by that. */
  benchQueue: {
    to: 'core',
    args: z.object({ serial: benchSerial, id: radioId.nullable() }),
    answer: result(none),
  },
  benchUnqueue: { to: 'core', args: z.object({ serial: benchSerial }), answer: result(none) },
  /** Ends the running test as soon as it may end: a wipe that was begun is seen through. */
  benchStop: { to: 'core', args: none, answer: result(none) },
  /** By the system's name for it; null for the first that there is. */
  benchAdapter: {
    to: 'core',
    args: z.object({ name: z.string().max(300).nullable() }),
    answer: result(none),
  },
  /** All that was done with a unit, the newest test first. */
  benchHistory: {
    to: 'core',
    args: z.object({ serial: benchSerial }),
    answer: result(z.object({ tests: z.array(testView), stock: stockItem.nullable() })),
  },
  mute: { to: 'core', args: z.object({ seconds: z.int().min(0).max(120) }), answer: none },
  soundTest: { to: 'core', args: none, answer: none },
  /** Hands the number to the telephone program of this machine. */
  telephone: {
    to: 'shell',
    args: z.object({ number: z.string().max(40) }),
    answer: z.object({ opened: z.boolean() }),
  },
  /**
   * Writes the label that the window shows into a file of somebody's choice: as a page of the label's size, or the text
   * that a label printer reads. `file`: its name, without the folder.
   */
  keepLabel: {
    to: 'shell',
    args: z.object({
      as: z.enum(['pdf', 'zpl']),
      name: z.string().regex(/^[\p{L}\p{N}-]{1,60}$/u),
      zpl: z.string().max(4_000),
    }),
    answer: z.object({ kept: z.enum(['kept', 'cancelled', 'failed']), file: z.string().nullable() }),
  },
  /** Remembered per workplace: language, theme, widths of columns. */
  settings: { to: 'shell', args: none, answer: z.object({ settings: z.record(z.string(), z.unknown()) }) },
  keepSettings: {
    to: 'shell',
    args: z.object({ settings: z.record(z.string(), z.unknown()) }),
    answer: none,
  },
  /** Where this window was before it was loaded anew, and whether the whole console has just been started again. */
  place: {
    to: 'shell',
    args: none,
    answer: z.object({
      place: place.nullable(),
      /** Its ends in a row that came soon after a start; 1 where it had run well. */
      again: z.object({ inARow: z.int().min(1), at: ms }).nullable(),
    }),
  },
  keepPlace: { to: 'shell', args: z.object({ place }), answer: none },
  /** What opens what is kept here, or, where none was chosen yet, what is to. */
  passphrase: { to: 'shell', args: z.object({ passphrase: words }), answer: passphraseSaid },
  changePassphrase: { to: 'shell', args: z.object({ old: words, fresh: words }), answer: passphraseSaid },
  /** A keyring that does not answer: once more, or set aside what it holds the key to. */
  keyring: { to: 'shell', args: z.object({ do: z.enum(['tryAgain', 'beginAnew']) }), answer: none },
  graphics: { to: 'shell', args: z.object({ mode: z.enum(['gpu', 'software']) }), answer: none },
} as const

/** Deltas by key: `changed` replaces, `removed` deletes; `reset` first empties. */
const delta = <T extends z.ZodType>(item: T) =>
  z.object({ reset: z.boolean(), changed: z.array(item), removed: z.array(z.string()) })

export const pushes = {
  /** Keyed by `caseId`. `probeId` rides along with the newest test alarm, to be answered with `painted`. */
  alarms: delta(alarmItem),
  alerts: delta(alertItem),
  units: delta(unitItem),
  homes: delta(homeMark),
  case: z.object({ view: caseView.nullable() }),
  health,
  /**
   * Once a second and with each change: the centre's time, and for how long it was not heard and no test alarm came
   * the whole way, at the moment in which this was said. No clock of one process means anything to another.
   */
  clocks: z.object({
    now: ms,
    silenceMs: z.number().min(0).nullable(),
    probeAgeMs: z.number().min(0).nullable(),
  }),
  session,
  command: commandState,
  /** How much waits for a supervisor, and a number that rises with every change of access: what was asked is asked anew. */
  access: z.object({ forReview: z.int(), stand: z.int() }),
  /** The workbench, to a window that shows it; null while nobody is there who may see it. */
  bench: z.object({ view: benchView.nullable() }),
  benchSamples,
  /** A test alarm to paint (invisibly) and answer with `painted`. */
  probe: z.object({ probeId: uuid, at: ms }),
} as const

/**
 * What the window hears from outside core, through the same `on`: pushes of core cannot tell of core's own death.
 * While core is away the bridge also stamps the last `health` with `core` and `coreRestarts`.
 */
export const shellPushes = {
  core: z.object({
    state: z.enum(['starting', 'running', 'restarting']),
    /** Times core was started again since the console was opened. */
    restarts: z.int().min(0),
    /** Messages of core that the contract could not read: counted, and the newest one's fault. */
    unreadable: z.object({ count: z.int().min(0), latest: z.string().nullable() }),
  }),
  /**
   * Whether what is kept on this machine is open; until it is, alarms ring from memory and nobody signs in. `asked`: for
   * the passphrase; `begin`: one is to be chosen; `keyringAway`: the keyring that has the key does not answer. `kind`:
   * what protects it, once it is open; `file` is plain text.
   */
  vault: z.object({
    state: z.enum(['open', 'asked', 'begin', 'keyringAway']),
    kind: z.enum(['system', 'passphrase', 'file']).nullable(),
  }),
  /** Somebody clicked on a notification: open this case. */
  show: z.object({ caseId: uuid }),
} as const

export type Calls = typeof calls
export type Call = keyof Calls
export type CallArgs<C extends Call> = z.input<Calls[C]['args']>
export type CallAnswer<C extends Call> = z.infer<Calls[C]['answer']>
export type Pushes = { [P in keyof typeof pushes]: z.infer<(typeof pushes)[P]> }
export type Push = keyof Pushes
export type Heard = Pushes & { [P in keyof typeof shellPushes]: z.infer<(typeof shellPushes)[P]> }

/** What `window.vaktrom` offers. */
export type Bridge = {
  readonly call: <C extends Call>(name: C, args: CallArgs<C>) => Promise<CallAnswer<C>>
  readonly on: <P extends keyof Heard>(name: P, listener: (value: Heard[P]) => void) => () => void
}

/** What travels on the port between a window and core. */
export const toCore = z.object({ n: z.int(), name: z.string(), args: z.unknown() })
/** The window has had its turn with one push of this name: core holds back and squashes what it could not take in. */
export const hadPush = z.object({ had: z.enum(Object.keys(pushes) as [Push, ...Push[]]) })
export const fromCore = z.union([
  z.object({ n: z.int(), answer: z.unknown() }),
  z.object({ n: z.int(), failed: z.string() }),
  z.object({ push: z.string(), value: z.unknown() }),
])
