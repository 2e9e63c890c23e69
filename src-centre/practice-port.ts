import type { Position } from '../src-domain/ids.ts'
import type { ChainStep, RegistryRow, RegistryTable } from '../src-domain/registry/rows.ts'
import type { Result } from '../src-domain/result.ts'
import type { Ms } from '../src-domain/time.ts'

/**
 * What the centre asks of a practice municipality. `src-centre/practice/index.ts` exports
 * `startPractice: OpenPractice`; the centre knows nothing else of it, and it nothing of the centre but the wire.
 */
export type OpenPractice = (options: PracticeOptions) => Promise<PracticePort>

export type PracticeOptions = {
  readonly seed: number
  readonly residents: number
  /** How many times faster than life the traffic runs; 0 stands still. */
  readonly speed: number
  /** Begins at once; null for the ordinary day. */
  readonly scenario: string | null
  readonly now: () => Ms
}

/** One row to be put into the registry; a row that stands there unchanged gets no new version. */
export type RegistryPut = {
  [T in RegistryTable]: { readonly table: T; readonly row: RegistryRow<T> }
}[RegistryTable]

/** Seconds and metres by road; a unit that cannot come by road is left out. Nearest first. */
export type Travel = (
  entrance: Position,
  units: readonly { readonly unitId: string; readonly position: Position }[],
) => readonly { readonly unitId: string; readonly seconds: number; readonly metres: number }[]

export type MapProvider = {
  /** SHA-256 over the layers, base64url: consoles keep a map by it. */
  readonly id: string
  readonly layers: readonly string[]
  /** GeoJSON text; undefined for a layer that is not there. */
  readonly layer: (name: string) => string | undefined
}

/** The digits of a spoken or shared code, and the keypad or private lock that they are for. */
export type ToldSecret = { readonly step: ChainStep; readonly words: string }

export type AdapterKind = 'platform' | 'intake'

export type PracticePort = {
  /** The same rows for the same seed, `workplace` and `person` among them; asked for at each start. */
  readonly registryRows: () => Iterable<RegistryPut>
  readonly accounts: () => readonly { readonly personId: string; readonly pin: string }[]
  /** Adapters that the actors will connect as; the centre gives each its secret in `start`. */
  readonly adapters: () => readonly { readonly adapterId: string; readonly kind: AdapterKind }[]
  readonly map: MapProvider
  readonly travel: Travel
  /** Connects the actors over the real namespaces. */
  readonly start: (centre: PracticeCentre) => Promise<PracticeControl>
}

export type PracticeCentre = {
  /** `http://127.0.0.1:PORT`; namespaces are in `src-domain/wire/field.ts`. */
  readonly url: string
  /** What every lock is fitted with: the public key of the authority that signs trust lists, base64url. */
  readonly authority: string
  /** The list that a door is known to hold: its fitter's, or what a handset has brought it since; base64url. */
  readonly trustListOf: (doorId: string) => string
  readonly adapters: readonly {
    readonly adapterId: string
    readonly kind: AdapterKind
    readonly secret: string
  }[]
  /** What a private lock's shared code is: held by the centre alone, and read out for a case. */
  readonly putSharedCodes: (
    codes: readonly { readonly doorId: string; readonly code: string }[],
  ) => Promise<void>
  /** What a fitter puts into a keypad; null where the centre has no root to make it of. */
  readonly keypadKey: (step: ChainStep) => Uint8Array | null
  /** What a unit is fitted with; null where the centre has no root to make it of. */
  readonly serviceKey: (serial: string) => Uint8Array | null
  /** Public keys that sign for the centre, oldest first, base64url. */
  readonly signingKeys: () => readonly string[]
  /** Units came off their doors. What lies in stock and nobody has signed for stays as it is. */
  readonly takeBack: (
    units: readonly { readonly lockId: string; readonly serial: string; readonly doorId: string | null }[],
  ) => Promise<void>
  /** `bench.json`: what the units in the box hold, for a virtual bench. */
  readonly writeBenchFile: (text: string) => void
  /** The digits that a console was told: whoever sits there reads them aloud to the crew at that door. */
  readonly onSecret: (listener: (told: ToldSecret) => void) => void
  /** The staff system's word on who is on shift, and the like. Resolves when it is on disk. */
  readonly putRegistry: (rows: readonly RegistryPut[]) => Promise<void>
  /** Alarms that nobody has answered: ordinary traffic holds back while too many wait. Without it, it never does. */
  readonly waiting: () => number
}

export type PracticeControl = {
  readonly scenarios: readonly string[]
  readonly running: () => string | null
  readonly speed: () => number
  readonly startScenario: (name: string) => Promise<Result<null>>
  readonly stopScenario: () => Promise<void>
  readonly setSpeed: (factor: number) => void
  readonly close: () => Promise<void>
}
