import { knownVersion } from '../../src-domain/access/doorsBehind.ts'
import { changesTrust } from '../../src-domain/access/trustKeys.ts'
import type { Fact } from '../../src-domain/journal/kinds.ts'
import { ok, type Result, refuse } from '../../src-domain/result.ts'
import { fromHandset } from '../../src-domain/wire/field.ts'
import { believable } from './believable.ts'
import type { Parts } from './parts.ts'
import { answer, type Line } from './socket.ts'

/** The newest trust list, for the doors that this handset meets. */
export const tellTrust = ({ socket }: Line, { keys }: Parts): void => {
  if (keys.list) socket.emit('trust', keys.list)
}

/** Leases that a key signed which doors will not believe any more must be signed anew, or their patrol is locked out. */
export const takesKeyAway = (facts: readonly Fact[]): boolean =>
  facts.some((fact) => changesTrust(fact) && fact.kind !== 'signingKey.added')

/** Which door holds which list, in the journal once for each newer one. It is the word of whoever brings it. */
export const answerTrusted = (line: Line, handsetId: string, parts: Parts): void => {
  const { clock, journal, store } = parts
  answer(line, 'trusted', fromHandset.trusted, ({ doorId, version, at }) =>
    journal.write((): Result<object> => {
      if (!store.registry.get('door', doorId)) return refuse('unknownDoor')
      const newest = store.rows.load('trust', 'trust')?.version ?? 0
      if (version > newest) return refuse('unreadable', { where: 'version' })
      if (version <= knownVersion(store.rows.load('doorTrust', doorId))) return ok({})
      journal.append([{ kind: 'door.trusted', caseId: null, payload: { doorId, version } }], {
        by: { kind: 'handset', id: handsetId },
        at: believable(at, clock.now()),
        receivedAt: clock.now(),
        causedBy: null,
      })
      return ok({})
    }),
  )
}
