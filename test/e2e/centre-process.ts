import { fallbackConfig } from '../../src-centre/fallback/config.ts'
import { hookSecret } from '../build/receiver.ts'
import { addCrowd } from '../chaos/crowdTown.ts'
import { startCentre } from '../integration/centre/harness.ts'
import { addWaysIn } from './waysTown.ts'

// A real centre on a small town, in a process that a test can kill: node centre-process.ts FOLDER PORT TOWN HOOK.
const [folder = '', port = '0', town = 'plain', hook = ''] = process.argv.slice(2)
const fallback = fallbackConfig.safeParse({ kind: 'webhook', url: hook, secret: hookSecret }).data
const { centre, url } = await startCentre(folder, {
  residents: 60,
  port: Number(port),
  ...(fallback ? { fallback } : {}),
})
if (town === 'waysIn') await addWaysIn(centre)
if (town === 'crowd') await addCrowd(centre)
process.stdout.write(`${url}\n`)
