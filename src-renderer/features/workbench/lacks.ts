import type { TFunction } from 'i18next'
import type { BenchView } from '../../../src-preload/contract/bench.ts'

type Platform = NonNullable<BenchView['adapter']>['platform']
/** What may be missing, as the dongle's process names it. */
export const lackKinds = [
  'noAdapter',
  'notPermitted',
  'inUse',
  'noDriver',
  'switchedOff',
  'notSupported',
] as const
export type Lack = (typeof lackKinds)[number]

/** In the order in which they are looked at and put right, of what each system can lack at all. */
const steps: Readonly<Record<Platform, readonly Lack[]>> = {
  linux: ['noAdapter', 'switchedOff', 'notPermitted', 'inUse', 'notSupported'],
  win32: ['noAdapter', 'noDriver', 'switchedOff', 'inUse', 'notSupported'],
  darwin: ['noAdapter', 'notPermitted', 'switchedOff', 'notSupported'],
  other: ['noAdapter', 'notPermitted', 'switchedOff', 'notSupported'],
}

export type LackStep = { readonly lack: Lack; readonly state: 'there' | 'lacking' | 'later' }

/** Which step is missing, those before it done and those after it not looked at yet; all there where nothing is lacking. */
export const lackSteps = (platform: Platform, lacks: string | null): readonly LackStep[] => {
  const lacking = lackKinds.find((kind) => kind === lacks)
  const known = steps[platform]
  // One that this system should not know stands at the end: it is said all the same.
  const order = lacking === undefined || known.includes(lacking) ? known : [...known, lacking]
  const at = lacking === undefined ? order.length : order.indexOf(lacking)
  return order.map((lack, index) => ({
    lack,
    state: index < at ? 'there' : index === at ? 'lacking' : 'later',
  }))
}

/** What to do about it: in the system's own terms where it has some. */
export const lackDo = (platform: Platform, lack: Lack, t: TFunction): string => {
  switch (platform) {
    case 'linux':
      if (lack === 'notPermitted' || lack === 'inUse' || lack === 'switchedOff')
        return t(`bench.lacksOn.linux.${lack}`)
      break
    case 'win32':
      if (lack === 'noDriver' || lack === 'inUse' || lack === 'switchedOff')
        return t(`bench.lacksOn.win32.${lack}`)
      break
    case 'darwin':
      if (lack === 'notPermitted' || lack === 'switchedOff') return t(`bench.lacksOn.darwin.${lack}`)
      break
    case 'other':
      break
    default:
      return platform satisfies never
  }
  return t(`bench.lacksDo.${lack}`)
}
