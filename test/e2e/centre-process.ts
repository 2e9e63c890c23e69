import { systemClock } from '../../src-centre/clock.ts'
import { makeMap } from '../../src-centre/practice/map.ts'
import { makeTown } from '../../src-centre/practice/town/make-town.ts'
import { clocksFor } from '../../src-main/core/clocks.ts'
import { addCrowd } from '../chaos/crowdTown.ts'
import { startCentre } from '../integration/centre/harness.ts'
import { addWaysIn } from './waysTown.ts'

// A real centre on a small town, in a process that a test can kill: node centre-process.ts FOLDER PORT TOWN [CLOCK-FILE].
const [folder = '', port = '0', town = 'plain', clockFile] = process.argv.slice(2)
const { centre, url } = await startCentre(folder, {
  residents: 60,
  port: Number(port),
  clock: systemClock(undefined, undefined, clocksFor({ practice: true }, clockFile)),
})
if (town === 'waysIn') await addWaysIn(centre)
if (town === 'mapped') centre.surround({ map: makeMap(makeTown({ seed: 1, residents: 60 })) })
if (town === 'crowd') await addCrowd(centre)
process.stdout.write(`${url}\n`)
