import type { Theme } from '../../desk/settings.ts'

/** The ground is calm, so that what lives on it stands out. */
export type MapColours = {
  readonly ground: string
  readonly upland: string
  /** How much each height step adds. */
  readonly uplandStep: number
  readonly forest: string
  readonly field: string
  readonly meadow: string
  readonly built: string
  readonly park: string
  readonly grounds: string
  readonly beach: string
  readonly quay: string
  readonly square: string
  readonly waterShallow: string
  readonly waterMiddle: string
  readonly waterDeep: string
  readonly shore: string
  readonly casing: string
  readonly trunk: string
  readonly primary: string
  readonly secondary: string
  readonly residential: string
  readonly service: string
  readonly path: string
  readonly building: string
  readonly buildingBlock: string
  readonly buildingPublic: string
  readonly buildingWork: string
  readonly buildingLine: string
  readonly districtLine: string
  readonly halo: string
  readonly roadInk: string
  readonly numberInk: string
  readonly placeInk: string
  readonly districtInk: string
  readonly waterInk: string
  /** Live things, drawn by GL; the pins take theirs from the page's tokens. */
  readonly quiet: string
  readonly quietRing: string
  readonly quietInk: string
  readonly care: string
  readonly careInk: string
  readonly stale: string
  readonly mine: string
  readonly wait: string
}

export const mapColours: Readonly<Record<Theme, MapColours>> = {
  dark: {
    ground: '#161f28',
    upland: '#2a3740',
    uplandStep: 0.16,
    forest: '#16261f',
    field: '#1c2822',
    meadow: '#1a2722',
    built: '#19232c',
    park: '#173024',
    grounds: '#1c2934',
    beach: '#3a3629',
    quay: '#26323c',
    square: '#2c3843',
    waterShallow: '#10303f',
    waterMiddle: '#0d2837',
    waterDeep: '#0a212f',
    shore: '#1d4557',
    casing: '#111920',
    trunk: '#54626e',
    primary: '#46545f',
    secondary: '#3a4751',
    residential: '#303c46',
    service: '#29343d',
    path: '#3b4b4b',
    building: '#24303a',
    buildingBlock: '#2b3843',
    buildingPublic: '#2f3f4a',
    buildingWork: '#212b33',
    buildingLine: '#35434f',
    districtLine: '#3d4d5a',
    halo: '#131b22',
    roadInk: '#a3b1bd',
    numberInk: '#8c9aa7',
    placeInk: '#9fb0bd',
    districtInk: '#c3ced8',
    waterInk: '#5f93ad',
    quiet: '#4f8f80',
    quietRing: '#1c2a31',
    quietInk: '#c8d6d9',
    care: '#f2a93b',
    careInk: '#1b1406',
    stale: '#8c9aa7',
    mine: '#5aa9ff',
    wait: '#ff4d4f',
  },
  light: {
    ground: '#eef1ec',
    upland: '#d9dfd2',
    uplandStep: 0.35,
    forest: '#d3e3cd',
    field: '#eaefd9',
    meadow: '#e2edd6',
    built: '#f1f1ee',
    park: '#c8e2c0',
    grounds: '#e7e8e4',
    beach: '#f3e8c8',
    quay: '#dfe2e3',
    square: '#e6e3da',
    waterShallow: '#bcdbea',
    waterMiddle: '#a9cfe3',
    waterDeep: '#98c3db',
    shore: '#8db8ce',
    casing: '#c9cfd4',
    trunk: '#ffd98a',
    primary: '#ffe9b5',
    secondary: '#ffffff',
    residential: '#ffffff',
    service: '#fafafa',
    path: '#a9b59c',
    building: '#d9d7d0',
    buildingBlock: '#cfccc3',
    buildingPublic: '#c6c8d3',
    buildingWork: '#dcdcd8',
    buildingLine: '#bbb8ae',
    districtLine: '#9aa5ad',
    halo: '#ffffff',
    roadInk: '#4b5761',
    numberInk: '#5b646c',
    placeInk: '#4c5963',
    districtInk: '#26323c',
    waterInk: '#2f6d8c',
    quiet: '#3f8a72',
    quietRing: '#ffffff',
    quietInk: '#17332a',
    care: '#d88a00',
    careInk: '#1b1406',
    stale: '#5a6873',
    mine: '#1a73d9',
    wait: '#d81f26',
  },
  contrast: {
    ground: '#000000',
    upland: '#0d0d0d',
    uplandStep: 0.5,
    forest: '#001a08',
    field: '#050a00',
    meadow: '#050a00',
    built: '#000000',
    park: '#00260c',
    grounds: '#0c0c0c',
    beach: '#2b2600',
    quay: '#1a1a1a',
    square: '#222222',
    waterShallow: '#00233d',
    waterMiddle: '#001d33',
    waterDeep: '#00182b',
    shore: '#4da3d9',
    casing: '#000000',
    trunk: '#ffffff',
    primary: '#d5d5d5',
    secondary: '#b0b0b0',
    residential: '#8a8a8a',
    service: '#666666',
    path: '#6f7f6f',
    building: '#2a2a2a',
    buildingBlock: '#333333',
    buildingPublic: '#3b3b4d',
    buildingWork: '#222222',
    buildingLine: '#8d8d8d',
    districtLine: '#b7c2cd',
    halo: '#000000',
    roadInk: '#ffffff',
    numberInk: '#ffffff',
    placeInk: '#ffffff',
    districtInk: '#ffffff',
    waterInk: '#9fdcff',
    quiet: '#74e6a6',
    quietRing: '#000000',
    quietInk: '#ffffff',
    care: '#ffc757',
    careInk: '#000000',
    stale: '#d9dee3',
    mine: '#8cc6ff',
    wait: '#ff5a5c',
  },
}
