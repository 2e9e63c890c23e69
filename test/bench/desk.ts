import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openReader } from '../../src-main/core/store/open.ts'
import { replicaFile } from '../../src-main/core/store/opening.ts'
import { replicaStore } from '../../src-main/core/store/replica.ts'
import { profileAt } from '../../src-main/shell/start/profile.ts'
import { type Console, freshProfile, launchConsole } from '../e2e/fixture.ts'
import { operatorAt } from '../e2e/operator.ts'
import { type BenchCentre, startBenchCentre } from './centre.ts'

/** A machine without a graphics card takes its time over a large town that it sees for the first time. */
const patience = 120_000

/** A console's profile and the centre that it belongs to; somebody signed in there once and never out. */
export type BenchDesk = {
  readonly centre: BenchCentre
  readonly profile: string
  readonly launch: () => Promise<Console>
  readonly close: () => void
}

export const openDesk = async (residents: number): Promise<BenchDesk> => {
  const centre = await startBenchCentre(residents)
  const profile = freshProfile()
  const launch = async () => {
    const console = await launchConsole({
      profile,
      args: centre.consoleArgs,
      env: { VAKTROM_SOUND: 'without-device' },
    })
    console.page.setDefaultTimeout(patience)
    await console.page.getByTestId('queue').waitFor()
    return console
  }
  const first = await launch()
  await first.page.getByTestId('people').waitFor()
  await operatorAt(first.page, 'keyboard').signIn()
  await knowsTown(profile, centre)
  await first.close()
  return { centre, profile, launch, close: () => centre.close() }
}

/** Until the whole registry and its readings are on the console's disk. */
const knowsTown = async (profile: string, { listening }: BenchCentre): Promise<void> => {
  const { store, secrets } = profileAt(profile).of('practice')
  const file = replicaFile(store)
  const key = readFileSync(join(secrets, 'store-key.plain'), 'utf8')
  if (!existsSync(file)) throw new Error(`the console keeps nothing at ${file}`)
  const db = openReader(file, key)
  const { standing } = replicaStore(db)
  for (;;) {
    const { registryVersion, telemetryVersion } = standing()
    if (registryVersion >= listening.registryVersion && telemetryVersion >= listening.telemetryVersion) break
    await pause(250)
  }
  db.close()
}
