import { fork } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { fromCoreProcess, type Measured, type ToCoreProcess } from './messages.ts'
import { openBulkCentre } from './writer.ts'

/**
 * One million entries through core, on an encrypted replica, in a process of its own:
 * `npm run soak [-- --entries N] [--json FILE]`. Red when core holds more than a twentieth more at the end than at a
 * fifth of the way.
 */
const { values } = parseArgs({
  options: { entries: { type: 'string', default: '1000000' }, json: { type: 'string' } },
})
const entries = Number(values.entries)
if (!Number.isInteger(entries) || entries < 1_000) throw new Error('--entries takes a number from 1000')
const early = Math.round(entries / 5)
const growthAllowed = 0.05

const say = (text: string): void => void process.stdout.write(`${text}\n`)
const profile = mkdtempSync(join(tmpdir(), 'vaktrom-soak-'))
const centre = await openBulkCentre()
const child = fork(fileURLToPath(new URL('core-process.ts', import.meta.url)), [profile, centre.url], {
  execArgv: ['--expose-gc'],
})
const tell = (message: ToCoreProcess): void => void child.send(message)
const ended = new Promise<never>((_, reject) =>
  child.once('exit', (code) => reject(new Error(`core ended with ${code}`))),
)
ended.catch(() => undefined)

const measureAt = async (seq: number): Promise<Measured> => {
  await Promise.race([centre.tellUntil(seq), ended])
  const answer = new Promise<unknown>((resolve) => child.once('message', resolve))
  tell({ do: 'measure', seq })
  const measured = fromCoreProcess.parse(await Promise.race([answer, ended]))
  const seconds = (performance.now() - begun) / 1_000
  say(
    `${measured.seq} entries: ${mib(measured.resident)} MiB resident, ${mib(measured.heapUsed)} MiB of it JavaScript's (${Math.round(seconds)} s)`,
  )
  return measured
}
const mib = (bytes: number): string => (bytes / 2 ** 20).toFixed(1)

const begun = performance.now()
const marks: Measured[] = []
let bytes = 0
try {
  for (let fifth = 1; fifth <= 5; fifth++) marks.push(await measureAt(early * fifth))
  const gone = new Promise((resolve) => child.once('exit', resolve))
  tell({ do: 'stop', seq: 0 })
  await gone
  bytes = readdirSync(profile)
    .filter((name) => name.startsWith('replica.db'))
    .reduce((sum, name) => sum + statSync(join(profile, name)).size, 0)
} finally {
  child.kill('SIGKILL')
  await centre.close()
  rmSync(profile, { recursive: true, force: true })
}
const [first, last] = [marks[0], marks.at(-1)]
if (!first || !last) throw new Error('nothing was measured')

const growth = last.resident / first.resident - 1
const result = {
  entries: last.seq,
  residentEarly: first.resident,
  residentEnd: last.resident,
  growth,
  bytesPerEntry: bytes / last.seq,
  unreadable: last.unreadable,
  chainBroken: last.chainBroken,
}
say(
  `resident memory ${growth >= 0 ? '+' : ''}${(100 * growth).toFixed(1)} % from ${first.seq} to ${last.seq} entries; ${result.bytesPerEntry.toFixed(0)} bytes per entry on disk`,
)
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`)
if (growth > growthAllowed || last.unreadable > 0 || last.chainBroken) process.exitCode = 1
