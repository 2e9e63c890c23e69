import { z } from 'zod'
import { uuid } from '../../src-domain/ids.ts'
import type { Ms } from '../../src-domain/time.ts'
import { refusal } from '../../src-domain/wire/protocol.ts'
import type { Db } from './db.ts'

/** What became of a command. `void`: somebody asked for its outcome before it came, so it never will be done. */
export const commandOutcome = z.discriminatedUnion('state', [
  z.object({ state: z.literal('done'), seq: z.int(), entryIds: z.array(uuid) }),
  z.object({ state: z.literal('refused'), error: refusal }),
  z.object({ state: z.literal('void') }),
])
export type CommandOutcome = z.infer<typeof commandOutcome>

export type CommandStore = {
  readonly find: (id: string) => CommandOutcome | undefined
  readonly put: (id: string, workplaceId: string, receivedAt: Ms, outcome: CommandOutcome) => void
}

export const openCommandStore = (db: Db): CommandStore => {
  const find = db.prepare<[string], string>('SELECT outcome FROM command WHERE id = ?').pluck()
  const put = db.prepare('INSERT INTO command (id, workplaceId, receivedAt, outcome) VALUES (?, ?, ?, ?)')
  return {
    find: (id) => {
      const text = find.get(id)
      return text === undefined ? undefined : commandOutcome.parse(JSON.parse(text))
    },
    put: (id, workplaceId, receivedAt, outcome) =>
      void put.run(id, workplaceId, receivedAt, JSON.stringify(outcome)),
  }
}
