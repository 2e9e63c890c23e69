import type { TravelGraph } from './travel.ts'

/** Longitude and latitude in degrees, WGS84. */
export type LonLat = [number, number]

/** A closed ring: the first point is repeated at the end. */
export type Ring = LonLat[]

/** Outer ring first, then holes. */
export type PolygonRings = Ring[]

export type RoadClass = 'trunk' | 'primary' | 'secondary' | 'residential' | 'service' | 'path'

export interface Road {
  readonly id: string
  /** Empty for service roads and paths without a name. */
  readonly name: string
  readonly class: RoadClass
  readonly line: LonLat[]
  readonly bridge?: true
}

export type BuildingKind =
  | 'house'
  | 'rowhouse'
  | 'flats'
  | 'centre'
  | 'carehome'
  | 'public'
  | 'industry'
  | 'boathouse'
  | 'barn'

/** A street door with its own house number. */
export interface Entrance {
  readonly number: string
  readonly position: LonLat
}

export interface Building {
  readonly id: string
  readonly kind: BuildingKind
  /** One closed ring. */
  readonly footprint: Ring
  readonly street: string
  /** `14`, or `8B` for a row-house unit. A block with several street doors has the bare number; its doors the letters. */
  readonly number: string
  readonly floors: number
  /** The main street door. */
  readonly entrance: LonLat
  /** All street doors, from left to right seen from the street; at least one. */
  readonly entrances: readonly Entrance[]
  /** The district's name. */
  readonly district: string
  /** What a landmark is called: `Fjordvik kirke`. */
  readonly name?: string
}

/** A flat as Norway numbers it: floor 4, second door from the left → code `H0402`, readable label `402`. */
export interface Flat {
  readonly label: string
  readonly floor: number
  readonly code: string
}

export interface Dwelling {
  readonly id: string
  readonly buildingId: string
  readonly street: string
  readonly number: string
  readonly flat?: Flat
  readonly district: string
  /** Inside the building. */
  readonly position: LonLat
  /** The street door that leads to it. */
  readonly entrance: LonLat
}

export type PlaceKind = 'fjord' | 'river' | 'district' | 'square' | 'island' | 'hill' | 'park' | 'institution'

export interface Place {
  readonly id: string
  readonly kind: PlaceKind
  readonly name: string
  readonly position: LonLat
  /** 1 is shown first, when zoomed out; 3 last. */
  readonly rank: 1 | 2 | 3
  /** Degrees clockwise that the label follows (rivers, fjords); 0 is horizontal. */
  readonly turn: number
}

export interface District {
  readonly id: string
  readonly name: string
  readonly centre: LonLat
  /** Land only; several polygons where the river or the sea divides it. */
  readonly polygons: PolygonRings[]
}

export interface Station {
  readonly id: string
  readonly kind: 'patrol' | 'fire' | 'hospital'
  readonly name: string
  readonly position: LonLat
  readonly buildingId: string
  /** Nearest node of the town's travel graph. */
  readonly node: number
}

export type WaterDepth = 'shallow' | 'middle' | 'deep'

export interface Water {
  /** `shallow` is all water; the others lie on top of it. */
  readonly depth: WaterDepth
  readonly polygon: PolygonRings
}

export type LandcoverKind =
  | 'upland'
  | 'forest'
  | 'field'
  | 'meadow'
  | 'built'
  | 'park'
  | 'grounds'
  | 'square'
  | 'quay'
  | 'beach'

export interface Landcover {
  readonly kind: LandcoverKind
  /** Metres above the sea, for `upland`: 40, 80, 120… each on top of the one below; 0 for all else. */
  readonly height: number
  readonly polygon: PolygonRings
}

/** Where the town stands on the earth; local metres are east and north of this point. */
export interface Bounds {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

export interface Town {
  readonly municipality: { readonly id: 'fjordvik'; readonly name: 'Fjordvik kommune' }
  /** The built-up town with a margin; the map's water and landcover reach well beyond it (see `mapped`). */
  readonly bounds: Bounds
  /** Everything that the map draws lies within. */
  readonly mapped: Bounds
  /** The square in the old centre. */
  readonly centre: LonLat
  readonly roads: readonly Road[]
  readonly graph: TravelGraph
  readonly buildings: readonly Building[]
  readonly dwellings: readonly Dwelling[]
  readonly places: readonly Place[]
  readonly districts: readonly District[]
  readonly stations: readonly Station[]
  readonly water: readonly Water[]
  readonly landcover: readonly Landcover[]
}
