import { renameSync } from 'node:fs'
import { z } from 'zod'
import { readOrNull, writeWhole } from './file.ts'

export type Settings = Readonly<Record<string, unknown>>
const shape = z.record(z.string(), z.unknown())

/** A person's hundredth column width is still small; what is larger is not settings. */
const mostBytes = 256 * 1024

/**
 * What the windows remember for the workplace. A file that cannot be read is set aside as `….unreadable`, and the
 * console goes on with none: a lost column width must not stop an alarm.
 */
export const openSettings = (file: string, warn: (what: string) => void) => {
  let settings = read(file, warn)
  return {
    all: (): Settings => settings,
    /** Keys that are named replace; the others stay. A null forgets a key. */
    keep: (changes: Settings): void => {
      const next = Object.fromEntries(
        Object.entries({ ...settings, ...changes }).filter(([, value]) => value !== null),
      )
      const text = JSON.stringify(next, null, 2)
      if (text.length > mostBytes)
        throw new Error(`settings of ${text.length} bytes are more than ${mostBytes}`)
      // They hold for this shift, also where they cannot be kept for the next.
      settings = next
      writeWhole(file, text)
    },
  }
}

const read = (file: string, warn: (what: string) => void): Settings => {
  try {
    const bytes = readOrNull(file)
    if (bytes === null) return {}
    const parsed = shape.safeParse(jsonOrNull(bytes.toString('utf8')))
    if (parsed.success && isWritable(parsed.data)) return parsed.data
    renameSync(file, `${file}.unreadable`)
    warn(`${file} could not be read and was set aside as ${file}.unreadable`)
  } catch {
    warn(`${file} could not be read`)
  }
  return {}
}

/** What is nested too deeply to be written again could never be changed. */
const isWritable = (settings: Settings): boolean => {
  try {
    return JSON.stringify(settings).length <= mostBytes
  } catch {
    return false
  }
}

const jsonOrNull = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
