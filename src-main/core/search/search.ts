import type { SearchHit } from '../../../src-preload/contract/view.ts'
import { addressOf } from '../feed/places.ts'
import type { RegistryStore } from '../store/registry.ts'
import { matchOf } from './fold.ts'

const hits = 20

/** Residents, homes, doors and units whose words begin with what was typed; best first. */
export const searchRegistry = (
  registry: Pick<RegistryStore, 'search' | 'one' | 'ofOwner'>,
  text: string,
): SearchHit[] => {
  const match = matchOf(text)
  if (match === '') return []
  return registry.search(match, hits).flatMap((found): SearchHit[] => {
    switch (found.table) {
      case 'resident': {
        const home = registry.one('home', found.row.homeId)
        return [
          {
            kind: 'resident',
            id: found.row.id,
            title: found.row.name,
            subtitle: home ? `${addressOf(home)} · ${home.district}` : found.row.phone,
            caseId: null,
            position: home?.position ?? null,
          },
        ]
      }
      case 'home':
        return [
          {
            kind: 'home',
            id: found.row.id,
            title: addressOf(found.row),
            subtitle: registry
              .ofOwner('resident', found.row.id)
              .map((r) => r.name)
              .join(', '),
            caseId: null,
            position: found.row.position,
          },
        ]
      case 'door':
        return [
          {
            kind: 'door',
            id: found.row.id,
            title: found.row.label,
            subtitle: '',
            caseId: null,
            position: found.row.position,
          },
        ]
      case 'unit':
        return [
          {
            kind: 'unit',
            id: found.row.id,
            title: found.row.name,
            subtitle: found.row.callSign,
            caseId: null,
            position: found.row.base,
          },
        ]
      default:
        return []
    }
  })
}
