import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Fault } from './fault.ts'
import { faults } from './faults/index.ts'
import { type Line, lineOf, table } from './report.ts'
import { type Outcome, seconds, wrongOf } from './round.ts'
import { findsPlantedDrop, runRow } from './rows.ts'

/**
 * Every fault in the middle of a storm of alarms, and what was lost by it:
 * `node test/chaos/index.ts [--only ROW-OR-GROUP]… [--times N] [--json FILE]`. With `--plant` each row runs once while
 * one alarm is withheld from the console, and must notice.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    times: { type: 'string' },
    json: { type: 'string' },
    plant: { type: 'boolean', default: false },
  },
})
const times = values.times === undefined ? null : Number(values.times)
if (times !== null && !(Number.isInteger(times) && times > 0))
  throw new Error('--times takes a number from 1')

const isWanted = ({ name, group }: Fault): boolean =>
  values.only.length === 0 || values.only.some((word) => word === group || name.includes(word))
const wanted = faults.filter(isWanted)
if (wanted.length === 0)
  throw new Error(`no row is called so; there are: ${faults.map((f) => f.name).join(', ')}`)

const say = (text: string): void => void process.stdout.write(`${text}\n`)
const fail = (text: string): void => {
  process.exitCode = 1
  say(text)
}
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const run = async (fault: Fault): Promise<Line> => {
  const { name } = fault
  const outcomes: Outcome[] = []
  const injections = times ?? fault.times
  try {
    await runRow(fault, injections, (outcome, n) => {
      outcomes.push(outcome)
      const wrong = wrongOf(outcome)
      const which = `${name} ${n}/${injections}`
      if (wrong.length > 0) fail(`${which}: ${wrong.join('; ')}`)
      else
        say(
          `${which}: ${outcome.sent} alarms, presented within ${seconds(outcome.worstDelay)} s, whole after ${seconds(outcome.recovery)} s`,
        )
    })
  } catch (error) {
    fail(`${name}: ${wordsOf(error)}`)
  }
  return lineOf(name, outcomes)
}

const plantIn = async (fault: Fault): Promise<void> => {
  try {
    if (await findsPlantedDrop(fault)) say(`${fault.name}: red, as it should be`)
    else fail(`${fault.name}: did not notice that an alarm was withheld`)
  } catch (error) {
    fail(`${fault.name}: ${wordsOf(error)}`)
  }
}

if (values.plant) for (const fault of wanted) await plantIn(fault)
else {
  const lines: Line[] = []
  for (const fault of wanted) lines.push(await run(fault))
  say(`\n${table(lines)}`)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(lines, null, 2)}\n`)
}
// Node 24 may turn for ever in putting away the pipes of what was killed.
process.exit()
