import { existsSync } from 'node:fs'
import type { Asked } from './arguments.ts'
import { askWhatToBe } from './ask.ts'
import { isStandIn } from './electronBuild.ts'
import { meddledWith } from './meddling.ts'
import { type Plan, planStart } from './plan.ts'
import type { Profile } from './profile.ts'

/** The plan of this start, with the person's word where nothing else decides; `leave` when they want neither. */
export const decidePlan = async (
  asked: Asked,
  profile: Profile,
  unsandboxed: boolean,
): Promise<Exclude<Plan, { kind: 'ask' }> | 'leave'> => {
  const meddled = meddledWith(process.argv.slice(1), process.env)
  const plan = planStart(asked, profile, { standIn: isStandIn(), unsandboxed, meddled }, existsSync)
  if (plan.kind !== 'ask') return plan
  const mode = await askWhatToBe(profile)
  return mode === null ? 'leave' : decidePlan({ ...asked, mode }, profile, unsandboxed)
}
