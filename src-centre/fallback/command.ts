import { type ChildProcess, spawn } from 'node:child_process'
import { type FallbackConfig, timeoutOf } from './config.ts'
import { type Hook, notTold, type Told } from './told.ts'

/** A program may need these; what else stands in the centre's environment is none of its business. */
const passedOn = ['PATH', 'HOME', 'LANG', 'TZ', 'SystemRoot'] as const

/**
 * Runs the command with the message on its standard input; it has taken it over when it ends with 0. One that takes
 * too long is ended, with all that it started.
 */
export const tellByCommand = (config: Extract<FallbackConfig, { kind: 'command' }>): Hook => {
  const [program = '', ...args] = config.argv
  const env = Object.fromEntries(passedOn.map((name) => [name, process.env[name]]))
  return (message, attempt, given) =>
    new Promise<Told>((resolve) => {
      if (given.aborted) return resolve(notTold('timeout'))
      let child: ChildProcess
      try {
        child = spawn(program, args, {
          env: { ...env, VAKTROM_ATTEMPT: String(attempt) },
          stdio: ['pipe', 'ignore', 'ignore'],
          // A group of its own, so that what it started ends with it.
          detached: process.platform !== 'win32',
        })
      } catch {
        // What is wrong with the program's file or its words is thrown here; the rest comes as an event.
        return resolve(notTold('notStarted'))
      }
      const end = () => endGroup(child.pid, () => child.kill('SIGKILL'))
      const late = setTimeout(() => done(notTold('timeout')), timeoutOf(config))
      const stopped = () => done(notTold('timeout'))
      given.addEventListener('abort', stopped)
      const done = (told: Told) => {
        clearTimeout(late)
        given.removeEventListener('abort', stopped)
        if (child.exitCode === null) end()
        resolve(told)
      }
      child.on('error', () => done(notTold('notStarted')))
      child.on('exit', (code) => done(code === 0 ? { ok: true } : notTold('exit', code)))
      // It may end without reading; one that could not be started for want of file handles has none.
      child.stdin?.on('error', () => undefined)
      child.stdin?.end(JSON.stringify(message))
    })
}

const endGroup = (pid: number | undefined, alone: () => void): void => {
  if (pid === undefined) return
  try {
    if (process.platform === 'win32') alone()
    else process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself between the two lines.
  }
}
