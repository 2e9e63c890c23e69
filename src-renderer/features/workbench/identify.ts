import { call } from '../../feed/bridge.ts'
import type { UnitLine } from './benchList.ts'

/** Asks a radio that does not say who it is; one that is being asked, or is known, is left in peace. */
export const identify = ({ near, serial }: UnitLine): void => {
  if (near !== null && serial === null && !near.identifying) void call('benchIdentify', { id: near.id })
}
