import type { CodeRow, GrantRow, HandsetRow, KeyLoanRow, TrustRow } from '../access/rows.ts'
import type { SpokenCode } from '../access/spokenCode.ts'
import type { HardwareTestRow, StockRow } from '../hardware/rows.ts'
import type { NewId } from '../ids.ts'
import type { Fact } from '../journal/kinds.ts'
import type { AlarmRow, DispatchRow } from '../journal/rows.ts'
import type { ChainStep, RegistryRow, Role } from '../registry/rows.ts'
import type { Ms } from '../time.ts'

/** All that a rule may know: gathered by the centre before it asks. */
export type Situation = {
  readonly now: Ms
  readonly newId: NewId
  readonly who: { readonly personId: string; readonly role: Role; readonly workplaceId: string }
  readonly alarm: AlarmRow | undefined
  /** Facts of the case behind the entry that the command was decided on; none where it does not say. */
  readonly since: readonly Fact[]
  /** Of the case. */
  readonly dispatches: readonly DispatchRow[]
  /** Of the unit that the command names, on any case, not over yet. */
  readonly unitDispatches: readonly DispatchRow[]
  /** Of the case. */
  readonly grants: readonly GrantRow[]
  readonly resident: RegistryRow<'resident'> | undefined
  /** Of the case: the resident's, or all of an incident's. */
  readonly homes: readonly RegistryRow<'home'>[]
  /** Of the home's door chain; of an incident, all its doors. */
  readonly doors: readonly RegistryRow<'door'>[]
  readonly locks: readonly RegistryRow<'lock'>[]
  readonly unit: RegistryRow<'unit'> | undefined
  readonly handset: RegistryRow<'handset'> | undefined
  /** Who is signed on at it, and whether it is blocked. */
  readonly signedOn: HandsetRow | undefined
  /** Of the handset that the command names: not over yet, or with a lease that may live. */
  readonly handsetGrants: readonly GrantRow[]
  /** Whatever may open somewhere now, with the leases that are out for it. */
  readonly leased: readonly GrantRow[]
  readonly expectedSeconds: number | null
  /** Homes at the address that a new incident names, and their doors in walking order. */
  readonly block: {
    readonly homes: readonly RegistryRow<'home'>[]
    readonly doorIds: readonly string[]
    /** An incident there that is open already. */
    readonly open?: AlarmRow | undefined
  }
  /** Of the door or key box that the command names, still valid. */
  readonly codes: readonly CodeRow[]
  /** What the keypad there will call a code: a rule makes no hashes. */
  readonly codeIdOf: (step: ChainStep, code: SpokenCode) => string
  readonly keyStore: RegistryRow<'keyStore'> | undefined
  /** Of the case, and whatever is out of the key store that the command names. */
  readonly loans: readonly KeyLoanRow[]
  readonly code: CodeRow | undefined
  readonly trust: TrustRow | undefined
  /** The key that would sign next: made beforehand, because a rule makes no keys. */
  readonly nextKeyId: string
  /** About the unit that the command names by its serial or by one of its tests. */
  readonly hardware: {
    readonly test: HardwareTestRow | undefined
    readonly stock: StockRow | undefined
    /** Of the unit: begun and not ended, wherever. */
    readonly open: HardwareTestRow | undefined
    readonly lock: RegistryRow<'lock'> | undefined
    /** Where the unit hung. */
    readonly door: RegistryRow<'door'> | undefined
    /** Where the registry has it now. */
    readonly hangsAt: readonly RegistryRow<'door'>[]
    /** Whether the centre has service keys to release. */
    readonly keyAtHand: boolean
  }
}

/** A note goes into the personal part; an empty one leaves no trace. */
export const personalNote = (note: string) => (note === '' ? {} : { personal: { text: note } })
