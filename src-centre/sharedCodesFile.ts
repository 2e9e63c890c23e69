import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { id } from '../src-domain/ids.ts'
import type { RegistryReader } from './store/registry.ts'

/** `code`: as it is typed at that lock, letters and signs included; null takes it out. */
const line = z.strictObject({ doorId: id, code: z.string().trim().min(1).max(64).nullable() })
export type SharedCode = z.infer<typeof line>

/**
 * Shared codes from a file of JSON lines, read whole before any is taken in. Throws a sentence that names file and
 * line, and never what stands there: the codes must not end up in a log.
 */
export const readSharedCodes = (path: string, registry: Pick<RegistryReader, 'get'>): SharedCode[] =>
  textOf(path)
    .split('\n')
    .flatMap((text, index) => {
      if (text.trim() === '') return []
      const where = `${path}:${index + 1}`
      const read = line.safeParse(jsonOf(text, where))
      if (!read.success) {
        const issue = read.error.issues[0]
        throw new Error(`${where}: ${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'unreadable'}`)
      }
      const door = registry.get('door', read.data.doorId)
      if (!door) throw new Error(`${where}: doorId: there is no door ${read.data.doorId}`)
      if (!door.sharedCode) throw new Error(`${where}: doorId: door ${door.id} has no shared code`)
      return [read.data]
    })

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new Error(`${path}: cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** The parser's own words quote the line. */
const jsonOf = (text: string, where: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`${where}: is not JSON`)
  }
}
