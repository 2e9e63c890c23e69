import type { TFunction } from 'i18next'
import type { AdapterLack, AdapterState } from '../../../src-domain/hardware/adapter.ts'

type Platform = AdapterState['platform']

/** In the order in which they are looked at and put right, of what each system can lack at all. */
const steps: Readonly<Record<Platform, readonly AdapterLack[]>> = {
  linux: ['noAdapter', 'switchedOff', 'notPermitted', 'inUse', 'notSupported'],
  win32: ['noAdapter', 'noDriver', 'switchedOff', 'inUse', 'notSupported'],
  darwin: ['noAdapter', 'notPermitted', 'switchedOff', 'notSupported'],
  other: ['noAdapter', 'notPermitted', 'switchedOff', 'notSupported'],
}

export type LackStep = { readonly lack: AdapterLack; readonly state: 'there' | 'lacking' | 'later' }

/** Which step is missing, those before it done and those after it not looked at yet; all there where nothing is lacking. */
export const lackSteps = (platform: Platform, lacks: AdapterLack | null): readonly LackStep[] => {
  const known = steps[platform]
  // One that this system should not know stands at the end: it is said all the same.
  const order = lacks === null || known.includes(lacks) ? known : [...known, lacks]
  const at = lacks === null ? order.length : order.indexOf(lacks)
  return order.map((lack, index) => ({
    lack,
    state: index < at ? 'there' : index === at ? 'lacking' : 'later',
  }))
}

/** What to do about it: in the system's own terms where it has some. */
export const lackDo = (platform: Platform, lack: AdapterLack, t: TFunction): string => {
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
