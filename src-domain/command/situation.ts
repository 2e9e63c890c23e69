import type { NewId } from '../ids.ts'
import type { AlarmRow, DispatchRow, GrantRow } from '../journal/rows.ts'
import type { RegistryRow, Role } from '../registry/rows.ts'
import type { Ms } from '../time.ts'

/** All that a rule may know: gathered by the centre before it asks. */
export type Situation = {
  readonly now: Ms
  readonly newId: NewId
  readonly who: { readonly personId: string; readonly role: Role; readonly workplaceId: string }
  readonly alarm: AlarmRow | undefined
  /** Of the case. */
  readonly dispatches: readonly DispatchRow[]
  /** Of the unit that the command names, on any case, not over yet. */
  readonly unitDispatches: readonly DispatchRow[]
  /** Of the case. */
  readonly grants: readonly GrantRow[]
  readonly resident: RegistryRow<'resident'> | undefined
  readonly home: RegistryRow<'home'> | undefined
  /** Of the home's door chain. */
  readonly doors: readonly RegistryRow<'door'>[]
  readonly locks: readonly RegistryRow<'lock'>[]
  readonly unit: RegistryRow<'unit'> | undefined
  readonly handset: RegistryRow<'handset'> | undefined
  readonly expectedSeconds: number | null
}

/** A note goes into the personal part; an empty one leaves no trace. */
export const personalNote = (note: string) => (note === '' ? {} : { personal: { text: note } })
