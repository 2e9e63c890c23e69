/** One JSON object a line on standard error. Never a name, a number or a text of a resident. */
export type Log = (level: 'info' | 'warn' | 'error', what: string, words?: LogWords) => void
export type LogWords = Readonly<Record<string, string | number | boolean | null>>

export const stderrLog: Log = (level, what, words = {}) =>
  void process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, what, ...words })}\n`)

/** Where a bug is said that must not stop the others. */
export const faultTo =
  (log: Log, name: string) =>
  (error: unknown): void =>
    log('error', 'fault', { name, ...faultWords(error) })

/** For a bug that was caught where the service has to go on: what broke and where, and of its message no quotation. */
export const faultWords = (error: unknown): LogWords =>
  error instanceof Error
    ? { error: error.name, message: messageOf(error), frames: framesOf(error.stack ?? '') }
    : { error: typeof error }

/** A parser and a schema quote what they were given: that may be anybody's words. */
const quoting = ['SyntaxError', 'ZodError', '$ZodError']
export const messageOf = ({ name, message }: Error): string | null =>
  quoting.includes(name) ? null : message.replace(/(["'`]).*?\1/gs, '…').slice(0, 300)

const mostFrames = 8
const framesOf = (stack: string): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, mostFrames)
    .map((line) => line.trim())
    .join(' < ')
