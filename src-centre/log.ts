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

/** For a bug that was caught where the service has to go on. */
export const faultWords = (error: unknown): LogWords => ({
  error: error instanceof Error ? (error.stack ?? error.message) : String(error),
})
