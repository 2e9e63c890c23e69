import type { z } from 'zod'
import type { RegistryRow } from '../../src-domain/registry/rows.ts'
import type { toHandset } from '../../src-domain/wire/field.ts'
import type { Store } from '../store/store.ts'

type Told = z.infer<typeof toHandset.dispatches>['dispatches']

/** What a unit is asked to do now; no names, only where and through which doors. */
export const dispatchesFor = (store: Store, unitId: string): Told =>
  store.rows.openDispatchesOf(unitId).flatMap(({ id, caseId, state, sentAt }) => {
    if (state !== 'sent' && state !== 'accepted' && state !== 'arrived') return []
    const alarm = store.rows.load('alarm', caseId)
    const homeId = alarm?.homeId ?? null
    const home = homeId === null ? undefined : store.registry.get('home', homeId)
    return [
      {
        dispatchId: id,
        caseId,
        state,
        sentAt,
        address: home ? addressOf(home, alarm?.incident == null) : '',
        position: home?.entrance ?? null,
        doorIds:
          alarm?.incident?.doorIds ??
          (home?.chain ?? []).flatMap((step) => (step.kind === 'door' ? [step.doorId] : [])),
      },
    ]
  })

/** To a block one goes by its number alone. */
const addressOf = (home: RegistryRow<'home'>, withFlat: boolean): string =>
  `${home.street} ${home.number}${withFlat && home.flat !== null ? `, ${home.flat}` : ''}`
