import type { DispatchRow } from '../../../src-domain/journal/rows.ts'
import type { RegistryRow } from '../../../src-domain/registry/rows.ts'
import type { UnitItem } from '../../../src-preload/contract/view.ts'
import { type Desk, readingOf } from './desk.ts'

/** A unit on the map; at its base, off and long ago, when it never said where it is. */
export const unitItemOf = (
  desk: Desk,
  unit: RegistryRow<'unit'>,
  busy: ReadonlyMap<string, DispatchRow>,
): UnitItem => {
  const r = readingOf(desk, 'unit', unit.id)
  return {
    unitId: unit.id,
    kind: unit.kind,
    name: unit.name,
    callSign: unit.callSign,
    position: r?.position ?? unit.base,
    heading: r?.heading ?? null,
    status: r?.status ?? (unit.onShift ? 'free' : 'offShift'),
    at: r?.at.ms ?? 0,
    coverage: r?.coverage ?? false,
    caseId: busy.get(unit.id)?.caseId ?? null,
  }
}
