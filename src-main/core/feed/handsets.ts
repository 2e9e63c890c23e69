import { mayOpenUntil } from '../../../src-domain/access/lease.ts'
import type { GrantRow } from '../../../src-domain/access/rows.ts'
import { handsetActions } from '../../../src-domain/alarm/actions.ts'
import type { HandsetItem } from '../../../src-preload/contract/access.ts'
import type { SearchHit } from '../../../src-preload/contract/view.ts'
import { fold } from '../search/fold.ts'
import { type Desk, doorNameOf, personOf, unitNameOf } from './desk.ts'
import { caseAddressOf } from './incident.ts'

/** Every shared phone, who has it, and what it may still open whatever is done now. */
export const handsetsOf = (desk: Desk): HandsetItem[] => {
  if (desk.who() === null) return []
  const now = desk.now()
  const { grants } = desk.current.access(now)
  return desk.places.all('handset').map((handset) => {
    const row = desk.current.handset(handset.id)
    return {
      handsetId: handset.id,
      unitId: handset.unitId,
      unitName: unitNameOf(desk, handset.unitId),
      phone: handset.phone,
      person: personOf(desk, row?.personId ?? null),
      signedOnAt: row?.signedOnAt ?? null,
      blocked: row?.blocked
        ? { at: row.blocked.at, by: personOf(desk, row.blocked.by), reason: row.blocked.reason }
        : null,
      mayOpen: grants
        .filter((grant) => grant.holder.handsetId === handset.id)
        .flatMap((grant) => mayOpenItem(desk, grant, now)),
      actions: handsetActions(row, desk.who()),
    }
  })
}

const mayOpenItem = (desk: Desk, grant: GrantRow, now: number): HandsetItem['mayOpen'] => {
  const until = mayOpenUntil(grant, now)
  if (until === null) return []
  return [
    {
      grantId: grant.id,
      doors: grant.doors.map((d) => doorNameOf(desk, d.doorId)),
      address: caseAddressOf(desk, desk.current.alarm(grant.caseId)) ?? '',
      until,
    },
  ]
}

const hitsListed = 5

/** "I lost my phone": found by whoever has it, by its number, or by its unit. */
export const handsetHits = (desk: Desk, text: string): SearchHit[] => {
  const parts = fold(text).split(' ').filter(Boolean)
  return handsetsOf(desk)
    .filter(({ person, phone, unitName }) => {
      const words = fold(`${person?.name ?? ''} ${phone} ${phone.replaceAll(' ', '')} ${unitName}`)
      return parts.every((part) => words.includes(part))
    })
    .slice(0, hitsListed)
    .map(({ handsetId, person, phone, unitName }) => ({
      kind: 'handset',
      id: handsetId,
      title: person?.name ?? unitName,
      subtitle: [person ? unitName : null, phone].filter(Boolean).join(' · '),
      caseId: null,
      position: null,
    }))
}
