/** One line of the crash file. No message of unknown origin, no argument, no home folder: nobody is told by it. */
export type CrashLine = {
  readonly at: string
  readonly process: string
  readonly what: string
  readonly name: string | null
  readonly code: string | null
  readonly message: string | null
  readonly frames: readonly string[]
  readonly detail: Readonly<Record<string, string | number>>
}

const mostFrames = 20

/** The engine writes these itself, from our code's names; others (a parser's, say) may quote what somebody typed. */
const engineErrors = ['TypeError', 'ReferenceError', 'RangeError']

export const crashLine = (
  at: Date,
  process: string,
  what: string,
  error: unknown,
  detail: CrashLine['detail'] = {},
): CrashLine => ({
  at: at.toISOString(),
  process,
  what,
  name: error instanceof Error ? error.name : error === undefined ? null : typeof error,
  code: error instanceof Error && 'code' in error ? String(error.code).slice(0, 64) : null,
  message:
    error instanceof Error && engineErrors.includes(error.name)
      ? error.message.replace(/(["'`]).*?\1/g, '…').slice(0, 200)
      : null,
  frames: error instanceof Error ? framesOf(error.stack ?? '') : [],
  detail,
})

/** Function, file's own name, line and column; the folders before it name whose machine it is. */
const framesOf = (stack: string): readonly string[] =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, mostFrames)
    .map((line) => line.trim().replace(/(?:[a-z]+:\/\/)?[^\s()]*[\\/]([^\\/\s()]+)/g, '$1'))
