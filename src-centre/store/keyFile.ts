import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'

/** Written whole or not at all, and readable by its owner only. */
export const writeSecretFile = (path: string, text: string): void => {
  const draft = `${path}.new`
  const file = openSync(draft, 'w', 0o600)
  writeSync(file, text)
  fsyncSync(file)
  closeSync(file)
  renameSync(draft, path)
}

/**
 * The key of the database: 32 random bytes as hex, in a file that may lie on another disk than the data.
 * A database whose key is lost is lost; a missing key beside a database is an error, never a new key.
 */
export const openKeyFile = (path: string, databasePath: string): string => {
  if (!existsSync(path)) {
    if (existsSync(databasePath))
      throw new Error(`${path} is missing, and ${databasePath} cannot be read without it`)
    writeSecretFile(path, randomBytes(32).toString('hex'))
  }
  const key = readFileSync(path, 'utf8').trim()
  if (!/^[0-9a-f]{64}$/.test(key)) throw new Error(`${path} does not hold 64 hexadecimal digits`)
  return key
}
