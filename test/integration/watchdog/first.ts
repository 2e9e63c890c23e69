import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

// The first main starts its watchdog, as the console does; then it is like any other.
const dog = fileURLToPath(new URL('./dog.ts', import.meta.url))
const watchdog = spawn(process.execPath, [dog], {
  detached: true,
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
})
process.send = (message: object) => watchdog.send(message)
process.stdout.write(`${watchdog.pid}\n`)
await import('./main.ts')
