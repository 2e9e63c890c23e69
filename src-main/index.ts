import { keepWatch } from './watchdog/index.ts'
import { watchdogArgument } from './watchdog/words.ts'

// One program, two trades. What the console needs is loaded only by the console: a watchdog stays small, and does not
// fall with what it watches.
if (process.argv.includes(watchdogArgument)) {
  // Started by hand it has nobody to watch.
  if (process.send !== undefined) await keepWatch()
  process.exit(0)
} else await import('./shell/app.ts')
