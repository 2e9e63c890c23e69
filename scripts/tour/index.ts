import { launchConsole } from '../../test/e2e/fixture.ts'
import { operatorAt } from '../../test/e2e/operator.ts'
import { atHand } from './at-hand.ts'
import { openCamera } from './camera.ts'
import { mainJob } from './main-job.ts'
import { supervision } from './supervision.ts'
import { waysIn } from './ways-in.ts'

// Drives the real window through the work and takes a picture of each step; a step that fails fails the tour.

const fewest = 12
/** Times life: the patrol is there in seconds, and the pictures are of minutes. */
const speed = '12'

const console_ = await launchConsole({ args: ['--practice', '--speed', speed] })
try {
  const { page } = console_
  const stop = {
    page,
    camera: await openCamera(console_),
    operator: operatorAt(page, 'keyboard'),
    seen: (id: string) => page.getByTestId(id),
  }
  await mainJob(stop)
  // The instructor's panel keeps the focus: what follows is by mouse.
  const byMouse = { ...stop, operator: operatorAt(page, 'mouse') }
  await waysIn(byMouse)
  await supervision(byMouse)
  await atHand(stop)
  if (stop.camera.taken() < fewest) throw new Error(`only ${stop.camera.taken()} pictures`)
} catch (error) {
  process.stderr.write(`${console_.output()}\n`)
  throw error
} finally {
  await console_.close()
}
