import { rmSync } from 'node:fs'
import { openTestCentre, type TestCentre } from '../e2e/centre.ts'
import { freshProfile } from '../e2e/fixture.ts'
import { writeMissed } from './bulk.ts'
import { type Desk, type Launch, openDesk } from './desk.ts'

export type Scene = { readonly centre: TestCentre; readonly desk: Desk }

export type SceneOptions = {
  readonly launch: Launch
  /** Entries that the centre has before the console first comes. */
  readonly before?: number
  /** The address at which the console reaches the centre, where that is not the centre's own. */
  readonly line?: (centre: TestCentre) => Promise<string>
}

/** More than a centre tells from the first entry: the replica begins with a snapshot. */
export const beginsWithSnapshot = 3_000

const ida = { name: 'Ida Holm', personId: 'p-ida' }

/** A centre in a process of its own and a console at it where Ida is signed in; both are gone when `play` is over. */
export const onScene = async <T>(
  { launch, before = 0, line }: SceneOptions,
  play: (scene: Scene) => Promise<T>,
): Promise<T> => {
  const centre = await openTestCentre()
  const profile = freshProfile()
  try {
    if (before > 0) {
      await centre.kill()
      writeMissed(centre.folder, { entries: before, waiting: 0 })
      await centre.start()
    }
    const args = centre.consoleArgs('desk-1', await line?.(centre))
    const desk = await openDesk(launch, profile, args, ida)
    const played = await play({ centre, desk })
    await desk.console().close()
    return played
  } finally {
    await centre.close()
    rmSync(profile, { recursive: true, force: true })
  }
}
