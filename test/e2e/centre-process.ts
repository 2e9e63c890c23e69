import { systemClock } from '../../src-centre/clock.ts'
import { fallbackConfig } from '../../src-centre/fallback/config.ts'
import { stderrLog } from '../../src-centre/log.ts'
import { makeMap } from '../../src-centre/practice/map.ts'
import { makeTown } from '../../src-centre/practice/town/make-town.ts'
import { deskLimits } from '../../src-domain/desk/limits.ts'
import { clocksFor } from '../../src-main/core/clocks.ts'
import { hookSecret } from '../build/receiver.ts'
import { addCrowd } from '../chaos/crowdTown.ts'
import { fillTown } from '../chaos/town.ts'
import { patientLimits, startCentre } from '../integration/centre/harness.ts'
import { addBench } from './benchTown.ts'
import { addCanaries } from './canaryTown.ts'
import { addWaysIn } from './waysTown.ts'

// A real centre on a small town, in a process that a test can kill. CLOCK-FILE and HOOK are empty where there is none:
// node centre-process.ts FOLDER PORT TOWN CLOCK-FILE HOOK LIMITS
// It ends with whoever started it, also while a large town is still being made.
process.stdin.on('end', () => process.exit()).resume()
const [folder = '', port = '0', town = 'plain', clockFile = '', hook = '', limits = '{}'] =
  process.argv.slice(2)
const fallback = fallbackConfig.safeParse({ kind: 'webhook', url: hook, secret: hookSecret }).data
const { centre, url } = await startCentre(folder, {
  residents: 60,
  port: Number(port),
  log: stderrLog,
  limits: deskLimits.parse({ ...patientLimits, ...JSON.parse(limits) }),
  clock: systemClock(undefined, undefined, clocksFor({ practice: true }, clockFile || undefined)),
  ...(fallback ? { fallback } : {}),
})
if (town === 'waysIn' || town === 'canaries') await addWaysIn(centre)
if (town === 'canaries') await addCanaries(centre)
if (town === 'mapped') centre.surround({ map: makeMap(makeTown({ seed: 1, residents: 60 })) })
if (town === 'crowd') await addCrowd(centre)
if (town === 'bench') await addBench(centre, folder)
if (town === 'full') await fillTown(centre, (line) => process.stdout.write(`${line}\n`))
process.stdout.write(`${url}\n`)
