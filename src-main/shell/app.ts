// What goes wrong from here on is written down.
import './crash/first.ts'

import { app } from 'electron'
import { lockDown } from './border/lockdown.ts'
import { claimScheme } from './border/scheme.ts'
import { openConsole } from './console.ts'
import { crashFolder, recordCrash, softwareError } from './crash/first.ts'
import { chooseGraphics } from './machine/graphics.ts'
import { paths } from './paths.ts'
import { openWatchdog } from './processes/watchdog.ts'
import { type Asked, readArguments } from './start/arguments.ts'
import { refuseToStart } from './start/ask.ts'
import { decidePlan } from './start/decide.ts'
import { type Profile, profileAt } from './start/profile.ts'
import { profileRoot } from './start/profileRoot.ts'
import { writableFolder } from './start/writable.ts'

const unsandboxed = (): boolean => app.commandLine.hasSwitch('no-sandbox')

/** The profile first: Chromium's own folder, and with it the lock that keeps a second instance out, lies there. */
const begin = (asked: Asked): void => {
  const profile = profileAt(profileRoot(asked.profile))
  app.setPath(
    'userData',
    writableFolder(profile.chromium, (what) => recordCrash('main', what)),
  )
  if (app.requestSingleInstanceLock()) start(asked, profile)
  // The first instance hears of this one and comes to the front.
  else app.exit(0)
}

/** What Electron reads once, before it is ready; then the plan; then the console. */
const start = (asked: Asked, profile: Profile): void => {
  const development = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null)
  claimScheme()
  // Started by root, Chromium knows only `--no-sandbox`, and forcing its sandbox then stops every helper process.
  if (!unsandboxed()) app.enableSandbox()
  lockDown(development !== null)
  const graphics = chooseGraphics(process.env)
  const watchdog = openWatchdog({
    entry: app.isPackaged ? null : paths.main,
    crashFolder,
    profile: profile.root,
    recordCrash,
  })

  void app
    .whenReady()
    .then(() => decidePlan(asked, profile, unsandboxed()))
    .then(async (plan) => {
      if (plan === 'leave') app.exit(0)
      else if (plan.kind === 'refuse') await refuseToStart(plan.why, plan.todo)
      else
        await openConsole({
          plan,
          profile,
          graphics,
          passphrase: asked.passphrase,
          development,
          recordCrash,
          watchdog,
        })
    })
    .catch(async (error: unknown) => {
      recordCrash('main', 'start', error)
      // Nobody asked for this start, so nobody would read why there is none: it is tried again.
      if ((await watchdog.again) !== null) app.exit(softwareError)
      else
        await refuseToStart(
          'An unexpected fault stopped the start.',
          `It is written down in ${profile.root}/crash.`,
        )
    })
}

const read = readArguments(process.argv.slice(1), process.env)
if (read.ok) {
  for (const unknown of read.unknown)
    process.stderr.write(`vaktrom: ${unknown} is not known and has no effect here\n`)
  begin(read.asked)
} else void refuseToStart(read.why, 'Nothing was started.')
