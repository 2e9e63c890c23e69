import type { z } from 'zod'
import type { RegistryRow } from '../../src-domain/registry/rows.ts'
import type { toHandset } from '../../src-domain/wire/field.ts'
import type { Store } from '../store/store.ts'

type Told = z.infer<typeof toHandset.dispatches>['dispatches']

/** What a unit is asked to do now; no names, only where and through which doors. */
export const dispatchesFor = (store: Store, unitId: string): Told =>
  store.rows.openDispatchesOf(unitId).flatMap(({ id, caseId, state, sentAt }) => {
    if (state !== 'sent' && state !== 'accepted' && state !== 'arrived') return []
    const homeId = store.rows.load('alarm', caseId)?.homeId ?? null
    const home = homeId === null ? undefined : store.registry.get('home', homeId)
    return [
      {
        dispatchId: id,
        caseId,
        state,
        sentAt,
        address: home ? addressOf(home) : '',
        position: home?.entrance ?? null,
        doorIds: (home?.chain ?? []).flatMap((step) => (step.kind === 'door' ? [step.doorId] : [])),
      },
    ]
  })

const addressOf = (home: RegistryRow<'home'>): string =>
  `${home.street} ${home.number}${home.flat === null ? '' : `, ${home.flat}`}`
