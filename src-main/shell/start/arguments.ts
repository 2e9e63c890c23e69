import { parseArgs } from 'node:util'

/** What the console was asked to be when it was started. */
export type Asked = {
  readonly mode: 'practice' | 'live' | 'unsaid'
  readonly profile: string | null
  readonly config: string | null
  /** What is kept is to be protected by a passphrase, whatever the machine offers. */
  readonly passphrase: boolean
  readonly practice: PracticeAsked
}

/** For the embedded practice centre; null leaves the choice to it. */
export type PracticeAsked = {
  readonly seed: number | null
  readonly residents: number | null
  readonly speed: number | null
  readonly scenario: string | null
}

export type ArgumentsRead =
  | { readonly ok: true; readonly asked: Asked; readonly unknown: readonly string[] }
  | { readonly ok: false; readonly why: string }

const options = {
  practice: { type: 'boolean' },
  live: { type: 'boolean' },
  profile: { type: 'string' },
  config: { type: 'string' },
  seed: { type: 'string' },
  residents: { type: 'string' },
  speed: { type: 'string' },
  scenario: { type: 'string' },
  'ask-passphrase': { type: 'boolean' },
} as const

/** Chromium's and Electron's own, as our scripts and tests pass them. */
const chromiums = [
  'no-sandbox',
  'inspect',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'host-resolver-rules',
  'disable-background-networking',
  'enable-logging',
  'require',
  'r',
]

/**
 * Reads the arguments behind the program's name. Those that are not ours are let through, for Chromium has hundreds;
 * the caller says the ones it does not know on stderr, so that a misspelt one is noticed.
 */
export const readArguments = (args: readonly string[], environment: NodeJS.ProcessEnv): ArgumentsRead => {
  const { values, tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true })
  const said = (name: keyof typeof options): string | null => {
    const value = values[name]
    return typeof value === 'string' ? value : null
  }
  for (const token of tokens) {
    if (token.kind !== 'option' || !isOurs(token.name)) continue
    const needsValue = options[token.name].type === 'string'
    const valueless = token.value === undefined || token.value === '' || token.value.startsWith('--')
    if (needsValue && valueless) return { ok: false, why: `--${token.name} needs a value` }
  }
  if (values.practice === true && values.live === true) {
    return { ok: false, why: '--practice and --live exclude each other' }
  }
  const seed = wholeNumber('seed', said('seed'), 0, 0xffff_ffff)
  const residents = wholeNumber('residents', said('residents'), 1, 100_000)
  const speed = number('speed', said('speed'), 0, 600)
  for (const one of [seed, residents, speed]) if (!one.ok) return one
  return {
    ok: true,
    asked: {
      mode: values.practice === true ? 'practice' : values.live === true ? 'live' : 'unsaid',
      profile: said('profile') ?? (environment.VAKTROM_PROFILE || null),
      config: said('config'),
      passphrase: values['ask-passphrase'] === true,
      practice: {
        seed: seed.ok ? seed.value : null,
        residents: residents.ok ? residents.value : null,
        speed: speed.ok ? speed.value : null,
        scenario: said('scenario'),
      },
    },
    unknown: tokens.flatMap((token) =>
      token.kind === 'option' && !isOurs(token.name) && !chromiums.includes(token.name)
        ? [token.rawName]
        : [],
    ),
  }
}

const isOurs = (name: string): name is keyof typeof options => Object.hasOwn(options, name)

type NumberRead =
  | { readonly ok: true; readonly value: number | null }
  | { readonly ok: false; readonly why: string }

const number = (name: string, text: string | null, least: number, most: number): NumberRead => {
  if (text === null) return { ok: true, value: null }
  const value = Number(text)
  if (text.trim() === '' || !(value >= least && value <= most)) {
    return { ok: false, why: `--${name} ${text}: a number from ${least} to ${most} is needed` }
  }
  return { ok: true, value }
}

const wholeNumber = (name: string, text: string | null, least: number, most: number): NumberRead => {
  const read = number(name, text, least, most)
  if (read.ok && read.value !== null && !Number.isInteger(read.value)) {
    return { ok: false, why: `--${name} ${text}: a whole number is needed` }
  }
  return read
}
