import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * @typedef {object} Finished
 * @property {number} code exit code; 128 + the signal's number when a signal ended it, as a shell says it
 * @property {string} output stdout and stderr in the order they came, empty when they were inherited
 */

/**
 * Runs a command to its end and passes SIGINT and SIGTERM on to it.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options] `stdio` decides: inherited unless 'pipe' is asked
 * @returns {Promise<Finished>}
 */
export const run = (command, args, options = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })
    let output = ''
    child.stdout?.on('data', (chunk) => (output += String(chunk)))
    child.stderr?.on('data', (chunk) => (output += String(chunk)))
    const pass = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal)
    process.on('SIGINT', pass)
    process.on('SIGTERM', pass)
    const settle = () => {
      process.off('SIGINT', pass)
      process.off('SIGTERM', pass)
    }
    child.on('error', (error) => {
      settle()
      reject(error)
    })
    child.on('close', (code, signal) => {
      settle()
      resolve({ code: code ?? 128 + (signal === null ? 0 : constants.signals[signal]), output })
    })
  })

/**
 * Ends this process with one sentence on stderr: for what a person can put right.
 * @param {string} sentence
 * @returns {never}
 */
export function stop(sentence) {
  console.error(sentence)
  process.exit(1)
}

/**
 * What `ask` returns, or the end of this process with what it threw as one sentence.
 * @template T
 * @param {() => T} ask
 * @returns {T}
 */
export const orStop = (ask) => {
  try {
    return ask()
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error))
  }
}
