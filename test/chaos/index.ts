import { rmSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openTestCentre } from '../e2e/centre.ts'
import { freshProfile, launchConsole } from '../e2e/fixture.ts'
import { writeMissed } from './bulk.ts'
import { openDesk } from './desk.ts'
import { type Line, lineOf, table } from './report.ts'
import { type Fault, faults, type Outcome, requireWhole, round } from './round.ts'

/** Ten kills of each kind, each in the middle of a storm: `node test/chaos/index.ts [--times N] [--json FILE]`. */
const { values } = parseArgs({
  options: { times: { type: 'string', default: '10' }, json: { type: 'string' } },
})
const times = Number(values.times)
if (!Number.isInteger(times) || times < 1) throw new Error('--times takes a number from 1')

const ida = { name: 'Ida Holm', personId: 'p-ida' }
const before = 3_000
const say = (text: string): void => void process.stdout.write(`${text}\n`)

/** One centre and one console for all kills of a kind, so that each finds what those before it left behind. */
const injectAll = async (fault: Fault): Promise<Line> => {
  const centre = await openTestCentre()
  const profile = freshProfile()
  try {
    await centre.kill()
    writeMissed(centre.folder, { entries: before, waiting: 0 })
    await centre.start()
    const desk = await openDesk(launchConsole, profile, centre.consoleArgs('desk-1'), ida)
    const outcomes: Outcome[] = []
    try {
      for (let n = 1; n <= times; n++) {
        // Sooner and later in the storm, from its first press on.
        const killAt = 1 + ((n * 5) % 23)
        const outcome = await round({ desk, centre, fault, name: `c${n}x`, killAt })
        outcomes.push(outcome)
        say(`${fault} ${n}/${times}: ${words(outcome)}`)
      }
    } finally {
      await desk.console().close()
    }
    return lineOf(fault, outcomes)
  } finally {
    await centre.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

const words = (outcome: Outcome): string => {
  try {
    requireWhole(outcome)
    return `whole after ${(outcome.recovery / 1_000).toFixed(1)} s`
  } catch (error) {
    process.exitCode = 1
    return error instanceof Error ? error.message : String(error)
  }
}

const lines: Line[] = []
for (const fault of faults) lines.push(await injectAll(fault))
say(`\n${table(lines)}`)
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(lines, null, 2)}\n`)
