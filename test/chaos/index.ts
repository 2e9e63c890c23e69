import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { launchConsole } from '../e2e/fixture.ts'
import { type Line, lineOf, table } from './report.ts'
import { type Fault, faults, type Outcome, requireWhole, round } from './round.ts'
import { beginsWithSnapshot, onScene } from './scene.ts'

/** Ten kills of each kind, each in the middle of a storm: `node test/chaos/index.ts [--times N] [--json FILE]`. */
const { values } = parseArgs({
  options: { times: { type: 'string', default: '10' }, json: { type: 'string' } },
})
const times = Number(values.times)
if (!Number.isInteger(times) || times < 1) throw new Error('--times takes a number from 1')

const say = (text: string): void => void process.stdout.write(`${text}\n`)

/** One centre and one console for all kills of a kind, so that each finds what those before it left behind. */
const injectAll = (fault: Fault): Promise<Line> =>
  onScene({ launch: launchConsole, before: beginsWithSnapshot }, async (scene) => {
    const outcomes: Outcome[] = []
    for (let n = 1; n <= times; n++) {
      // Sooner and later in the storm, from its first press on.
      const killAt = 1 + ((n * 5) % 23)
      const outcome = await round({ ...scene, fault, name: `c${n}x`, killAt })
      outcomes.push(outcome)
      say(`${fault} ${n}/${times}: ${words(outcome)}`)
    }
    return lineOf(fault, outcomes)
  })

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
