import { z } from 'zod'
import { commands } from '../../../src-domain/command/command.ts'
import { refusal } from '../../../src-domain/wire/protocol.ts'
import type { Db } from './open.ts'
import { type Reading, readingOnly } from './reading.ts'

export const outboxItem = z.object({
  id: z.uuid(),
  name: z.enum(Object.keys(commands) as [keyof typeof commands, ...(keyof typeof commands)[]]),
  args: z.unknown(),
  caseId: z.string().nullable(),
  /** Who asked for it; only that person's session may send it. */
  personId: z.string().nullable(),
  at: z.int(),
  /** By the centre's clock: later than this it is not to be done. */
  notAfter: z.int(),
  /** `waiting`: not sent. `sending`: sent, no answer yet. `unknown`: the answer was lost. */
  state: z.enum(['waiting', 'sending', 'unknown', 'done', 'refused']),
  error: refusal.nullable(),
})
export type OutboxItem = z.infer<typeof outboxItem>

type Row = {
  id: string
  name: string
  args: string
  case_id: string | null
  person_id: string | null
  at: number
  not_after: number
  state: string
  error: string | null
}

const itemOf = (reading: Reading, r: Row): OutboxItem | undefined => {
  const args = reading.read('outbox', r.id, z.unknown(), r.args)
  const error = r.error === null ? null : reading.read('outbox', r.id, refusal, r.error)
  const fields = { id: r.id, name: r.name, args, caseId: r.case_id, personId: r.person_id, at: r.at }
  const whole = JSON.stringify({ ...fields, notAfter: r.not_after, state: r.state, error })
  return reading.read('outbox', r.id, outboxItem, whole)
}

const inOrder = 'SELECT * FROM outbox ORDER BY at'

/** Of a damaged file, or of another version's: those that can be read, as far as it can be read. Throws at the worst. */
export const readableCommands = (db: Db): OutboxItem[] => {
  const items: OutboxItem[] = []
  const reading = readingOnly()
  try {
    for (const r of db.prepare<[], Row>(inOrder).iterate()) {
      const item = itemOf(reading, r)
      if (item) items.push(item)
    }
  } catch (error) {
    // What lies behind the damage stays in the file that was set aside.
    if (items.length === 0) throw error
  }
  return items
}

/** Every command that was asked for here, until it is known what became of it. */
export const outboxStore = (db: Db, reading: Reading) => {
  const put = db.prepare('INSERT OR REPLACE INTO outbox VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const all = db.prepare<[], Row>(inOrder)
  const remove = db.prepare<[string]>('DELETE FROM outbox WHERE id = ?')
  return {
    put: (i: OutboxItem): void => {
      put.run(
        i.id,
        i.name,
        JSON.stringify(i.args),
        i.caseId,
        i.personId,
        i.at,
        i.notAfter,
        i.state,
        i.error && JSON.stringify(i.error),
      )
    },
    /** Oldest first. */
    all: (): OutboxItem[] => all.all().flatMap((r) => itemOf(reading, r) ?? []),
    remove: (id: string): void => {
      remove.run(id)
    },
  }
}
export type OutboxStore = ReturnType<typeof outboxStore>
