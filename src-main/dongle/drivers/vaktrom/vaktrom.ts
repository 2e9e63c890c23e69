import { lockService } from '../../../../src-domain/lock/profile.ts'
import type { Driver } from '../driver.ts'
import { SessionBroken } from './lockLine.ts'
import { stepWork } from './steps.ts'
import { LockRefused, openVisit } from './visit.ts'

/** Units of the open lock profile: docs/lock-profile.md. */
export const vaktrom: Driver = {
  name: 'vaktrom',
  knows: ({ services }) => services.includes(lockService.service),
  visit: async (radio, wanted) => {
    const visit = await openVisit(radio, wanted)
    return { does: (step, work) => stepWork[step]({ ...work, visit }), close: visit.close }
  },
  faultOf: (error) => {
    if (error instanceof SessionBroken) return { kind: 'session', code: error.code }
    if (error instanceof LockRefused) return { kind: 'refused', status: error.status }
    return null
  },
  isBusy: (fault) =>
    (fault.kind === 'refused' && fault.status === 'busy') ||
    (fault.kind === 'session' && fault.code === 'busy'),
}
