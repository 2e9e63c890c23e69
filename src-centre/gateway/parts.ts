import type { DeskLimits } from '../../src-domain/desk/limits.ts'
import type { AskAnswer, AskArgs } from '../../src-domain/wire/protocol.ts'
import type { AttendanceBook } from '../attendance.ts'
import type { CentreClock } from '../clock.ts'
import type { CommandPath } from '../commands/commandPath.ts'
import type { Checkpoints } from '../journal/checkpoints.ts'
import type { Journal } from '../journal/journal.ts'
import type { KeypadKeys } from '../keypadKeys.ts'
import type { SigningKeys } from '../keys.ts'
import type { Log } from '../log.ts'
import type { MapProvider, ToldSecret, Travel } from '../practice-port.ts'
import type { PresenceBook } from '../presence.ts'
import type { Quarantine } from '../quarantine.ts'
import type { SignIn } from '../signIn.ts'
import type { Store } from '../store/store.ts'
import type { ServiceKeys } from '../workbench/serviceKeys.ts'

/** What the gateways stand on. */
export type Parts = {
  readonly centreId: string
  readonly practice: boolean
  readonly clock: CentreClock
  readonly log: Log
  readonly store: Store
  readonly journal: Journal
  readonly checkpoints: Checkpoints
  readonly keys: SigningKeys
  readonly keypads: KeypadKeys
  readonly serviceKeys: ServiceKeys
  readonly attendance: AttendanceBook
  readonly presence: PresenceBook
  readonly signIn: SignIn
  readonly limits: DeskLimits
  readonly commands: CommandPath
  readonly quarantine: Quarantine
  readonly travel: Travel
  readonly map: () => MapProvider | null
  /** In practice somebody hears it at the door; a live centre keeps it to itself. */
  readonly secretTold: (told: ToldSecret) => void
  /** The instructor's panel; refuses where this is no practice. */
  readonly instruct: (asked: AskArgs<'practice'>) => Promise<AskAnswer<'practice'>>
}
