import type { Random } from '../random.ts'
import type { Layout } from './layout.ts'
import type { Point } from './plane.ts'
import type { BuildingKind } from './town.ts'

export type LandmarkKind =
  | 'church'
  | 'townhall'
  | 'hospital'
  | 'carehome'
  | 'school'
  | 'fire'
  | 'patrol'
  | 'kindergarten'

/** An institution that the town ought to have. */
export interface Want {
  readonly kind: LandmarkKind
  readonly name: string
  readonly building: BuildingKind
  readonly floors: number
  readonly perFloor: number
  /** Outline in metres: x along the street, y away from it; counter-clockwise, first edge faces the street. */
  readonly shape: readonly Point[]
  readonly near: Point
  /** Smallest block, square metres. */
  readonly block: number
  /** Nothing else is built on the block. */
  readonly alone: boolean
}

const CROSS: Point[] = [
  [-6, 0],
  [6, 0],
  [6, 22],
  [14, 22],
  [14, 32],
  [6, 32],
  [6, 42],
  [-6, 42],
  [-6, 32],
  [-14, 32],
  [-14, 22],
  [-6, 22],
]
const CARE: Point[] = [
  [-32, 0],
  [32, 0],
  [32, 44],
  [20, 44],
  [20, 13],
  [6, 13],
  [6, 34],
  [-6, 34],
  [-6, 13],
  [-20, 13],
  [-20, 44],
  [-32, 44],
]
const WARDS: Point[] = [
  [-44, 0],
  [44, 0],
  [44, 16],
  [30, 16],
  [30, 52],
  [15, 52],
  [15, 16],
  [-12, 16],
  [-12, 40],
  [-28, 40],
  [-28, 16],
  [-44, 16],
]
const SCHOOL: Point[] = [
  [-30, 0],
  [24, 0],
  [24, 14],
  [-4, 14],
  [-4, 40],
  [-18, 40],
  [-18, 14],
  [-30, 14],
]
const STATION: Point[] = [
  [-20, 0],
  [20, 0],
  [20, 16],
  [6, 16],
  [6, 26],
  [-8, 26],
  [-8, 16],
  [-20, 16],
]
const HALL: Point[] = [
  [-19, 0],
  [19, 0],
  [19, 13],
  [-19, 13],
]
const BASE: Point[] = [
  [-13, 0],
  [13, 0],
  [13, 12],
  [-13, 12],
]
const NURSERY: Point[] = [
  [-16, 0],
  [16, 0],
  [16, 11],
  [2, 11],
  [2, 20],
  [-8, 20],
  [-8, 11],
  [-16, 11],
]

/** What a town of this size has, the most needed first. */
export function wishes(random: Random, layout: Layout, middle: Point): Want[] {
  const r = layout.centreRadius
  const around = (radius: number, turn: number): Point => [
    middle[0] + radius * Math.cos(turn),
    middle[1] + radius * Math.sin(turn),
  ]
  const list: Want[] = [
    {
      kind: 'townhall',
      name: 'Rådhuset',
      building: 'public',
      floors: 4,
      perFloor: 0,
      shape: HALL,
      near: middle,
      block: 2500,
      alone: false,
    },
    {
      kind: 'church',
      name: 'Fjordvik kirke',
      building: 'public',
      floors: 1,
      perFloor: 0,
      shape: CROSS,
      near: around(r * 0.7, -2),
      block: 4500,
      alone: true,
    },
    {
      kind: 'patrol',
      name: 'Patruljebase Sentrum',
      building: 'public',
      floors: 2,
      perFloor: 0,
      shape: BASE,
      near: around(r * 0.8, -0.6),
      block: 3000,
      alone: false,
    },
    {
      kind: 'fire',
      name: 'Fjordvik brannstasjon',
      building: 'public',
      floors: 2,
      perFloor: 0,
      shape: STATION,
      near: around(r * 1.7, -0.9),
      block: 4500,
      alone: false,
    },
    {
      kind: 'hospital',
      name: 'Fjordvik sykehus og legevakt',
      building: 'public',
      floors: 5,
      perFloor: 0,
      shape: WARDS,
      near: around(r * 2, -1.9),
      block: 9500,
      alone: true,
    },
  ]
  const schools = ['Sentrum', ...layout.quarters.slice(1).map((q) => q.name)]
  layout.quarters.forEach((quarter, i) => {
    const near: Point = [
      quarter.centre[0] + random.between(-90, 90),
      quarter.centre[1] + random.between(-90, 90),
    ]
    const wants: Want[] = []
    if (i % 3 === 1)
      wants.push({
        kind: 'carehome',
        name: `${quarter.name} omsorgssenter`,
        building: 'carehome',
        floors: 3,
        perFloor: 12,
        shape: CARE,
        near,
        block: 6500,
        alone: true,
      })
    if (i % 3 === 2 || i === 0)
      wants.push({
        kind: 'school',
        name: `${schools[i] ?? quarter.name} skole`,
        building: 'public',
        floors: 2,
        perFloor: 0,
        shape: SCHOOL,
        near,
        block: 7000,
        alone: true,
      })
    if (i % 2 === 1)
      wants.push({
        kind: 'kindergarten',
        name: `${quarter.name} barnehage`,
        building: 'public',
        floors: 1,
        perFloor: 0,
        shape: NURSERY,
        near,
        block: 4500,
        alone: false,
      })
    if (i % 6 === 5 || (i === 2 && layout.quarters.length < 12))
      wants.push({
        kind: 'patrol',
        name: `Patruljebase ${quarter.name}`,
        building: 'public',
        floors: 1,
        perFloor: 0,
        shape: BASE,
        near,
        block: 2500,
        alone: false,
      })
    if (i > 8 && i % 9 === 0)
      wants.push({
        kind: 'church',
        name: `${quarter.name} kirke`,
        building: 'public',
        floors: 1,
        perFloor: 0,
        shape: CROSS,
        near,
        block: 4500,
        alone: true,
      })
    list.push(...wants)
  })
  return list
}
