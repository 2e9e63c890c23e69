import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type BenchPlay, benchFile } from '../../src-centre/practice/benchFile.ts'
import { freshProfile, launchConsole } from '../../test/e2e/fixture.ts'
import { operatorAt } from '../../test/e2e/operator.ts'
import { openVirtualDongle } from '../../test/e2e/virtualDongle.ts'
import { atHand } from './at-hand.ts'
import { openCamera } from './camera.ts'
import { mainJob } from './main-job.ts'
import { supervision } from './supervision.ts'
import { waysIn } from './ways-in.ts'
import { workbench } from './workbench.ts'

// Drives the real window through the work and takes a picture of each step; a step that fails fails the tour.

const fewest = 12
/** Times life: the patrol is there in seconds, and the pictures are of minutes. */
const speed = '12'

const profile = freshProfile()
const centreFolder = join(profile, 'practice', 'centre')
const serialOf = (play: BenchPlay): string => {
  const { locks } = benchFile.parse(JSON.parse(readFileSync(join(centreFolder, 'bench.json'), 'utf8')))
  const unit = locks.find((one) => one.play === play)
  if (!unit) throw new Error(`the box has no unit of the play ${play}`)
  return unit.serial
}
const dongle = await openVirtualDongle({ folder: centreFolder })
const console_ = await launchConsole({ profile, args: ['--practice', '--speed', speed], env: dongle.env })
try {
  const { page } = console_
  const stop = {
    page,
    camera: await openCamera(console_),
    operator: operatorAt(page, 'keyboard'),
    seen: (id: string) => page.getByTestId(id),
    dongle,
    serialOf,
  }
  await mainJob(stop)
  // The instructor's panel keeps the focus: what follows is by mouse.
  const byMouse = { ...stop, operator: operatorAt(page, 'mouse') }
  await waysIn(byMouse)
  await supervision(byMouse)
  await workbench(byMouse)
  await atHand(stop)
  if (stop.camera.taken() < fewest) throw new Error(`only ${stop.camera.taken()} pictures`)
} catch (error) {
  process.stderr.write(`${console_.output()}\n`)
  throw error
} finally {
  await console_.close()
  dongle.close()
  rmSync(profile, { recursive: true, force: true })
}
