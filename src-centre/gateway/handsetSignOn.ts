import { handOver } from '../../src-domain/command/handset.ts'
import type { Actor } from '../../src-domain/journal/envelope.ts'
import { ok, type Result, refuse } from '../../src-domain/result.ts'
import type { Instant } from '../../src-domain/time.ts'
import { fromHandset } from '../../src-domain/wire/field.ts'
import { believable } from './believable.ts'
import type { Parts } from './parts.ts'
import { answer, type Line } from './socket.ts'

/** Shared phones: who has this one is known before anything is granted to it. */
export const answerSignOn = (line: Line, handsetId: string, parts: Parts): void => {
  const { clock, journal, signIn, store } = parts
  const signedOn = () => store.rows.load('handset', handsetId)
  const changeHands = (personId: string | null, by: Actor, at: Instant): void => {
    const now = clock.now()
    const held = { now, signedOn: signedOn(), handsetGrants: store.rows.liveGrantsOf(handsetId, now) }
    journal.append(handOver(handsetId, personId, held), {
      by,
      at: believable(at, now),
      receivedAt: now,
      causedBy: null,
    })
  }

  answer(line, 'signOn', fromHandset.signOn, async ({ personId, pin, at }): Promise<Result<object>> => {
    const proved = await signIn.prove(`handset/${handsetId}`, personId, pin)
    if (!proved.ok) return proved
    return journal.write((): Result<object> => {
      const blocked = signedOn()?.blocked
      if (blocked) return refuse('handsetBlocked', { at: blocked.at })
      changeHands(personId, { kind: 'person', id: personId }, at)
      return ok({})
    })
  })

  answer(line, 'signOff', fromHandset.signOff, ({ at }) =>
    journal.write((): Result<object> => {
      changeHands(null, { kind: 'handset', id: handsetId }, at)
      return ok({})
    }),
  )
}
