import { recordCrash } from './shell/crash/first.ts'
import { app } from 'electron'
import { lockDown } from './shell/border/lockdown.ts'
import { claimScheme } from './shell/border/scheme.ts'
import { openConsole } from './shell/console.ts'
import { chooseGraphics } from './shell/machine/graphics.ts'
import { type Asked, readArguments } from './shell/start/arguments.ts'
import { refuseToStart } from './shell/start/ask.ts'
import { decidePlan } from './shell/start/decide.ts'
import { makeChromiumFolder, profileAt } from './shell/start/profile.ts'
import { profileRoot } from './shell/start/profileRoot.ts'

const unsandboxed = (): boolean => app.commandLine.hasSwitch('no-sandbox')

/** What Electron reads once, before it is ready; then the plan; then the console. Nothing is awaited in between. */
const begin = (asked: Asked): void => {
  const profile = profileAt(profileRoot(asked.profile))
  makeChromiumFolder(profile)
  app.setPath('userData', profile.chromium)
  if (!app.requestSingleInstanceLock()) return app.exit(0)

  const development = app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null)
  claimScheme()
  // Started by root, Chromium knows only `--no-sandbox`, and forcing its sandbox then stops every helper process.
  if (!unsandboxed()) app.enableSandbox()
  lockDown(development !== null)
  const graphics = chooseGraphics(process.env)

  void app
    .whenReady()
    .then(() => decidePlan(asked, profile, unsandboxed()))
    .then(async (plan) => {
      if (plan === 'leave') return app.exit(0)
      if (plan.kind === 'refuse') return refuseToStart(plan.why, plan.todo)
      await openConsole({ plan, profile, graphics, development, recordCrash })
    })
    .catch((error: unknown) => {
      recordCrash('main', 'start', error)
      return refuseToStart('An unexpected fault stopped the start.', `It is written down in ${profile.root}/crash.`)
    })
}

const read = readArguments(process.argv.slice(1), process.env)
if (read.ok) {
  for (const unknown of read.unknown) process.stderr.write(`vaktrom: ${unknown} is not known and has no effect here\n`)
  begin(read.asked)
} else void refuseToStart(read.why, 'Nothing was started.')
