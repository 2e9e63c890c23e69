import { appendFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * A main process without a window. It writes its number and what it is told into the file of its first argument and says
 * that it lives; its second argument tells how it ends: `lives`, `hangs`, or `dies` whenever it is started again.
 */
const [file = '', how = ''] = process.argv.slice(2)
const post = (message: object): void => void process.send?.(message)
const isAgain = process.env.VAKTROM_WATCHED !== undefined
const write = (line: object): void => appendFileSync(file, `${JSON.stringify(line)}\n`)

process.on('message', (told) => write({ pid: process.pid, told }))
write({ pid: process.pid, at: Date.now() })
post({
  kind: 'watch',
  // The name of a program that somebody else puts there.
  program: how === 'away' ? `${file}.program` : process.execPath,
  args: [fileURLToPath(import.meta.url), file, how],
  crashFolder: `${file}.crash`,
  lines: [],
})
post({ kind: 'place', place: `where ${process.pid} was` })
setInterval(() => post({ kind: 'alive' }), 1_000)
if (how === 'dies' && isAgain) setTimeout(() => process.exit(70), 50)
if (how === 'hangs' && !isAgain)
  setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 500)
if (how === 'leaves' && isAgain) setTimeout(() => post({ kind: 'farewell' }), 200)
if (how === 'leaves' && isAgain) setTimeout(() => process.exit(0), 400)
