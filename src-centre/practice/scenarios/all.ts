import { doorTrouble } from './doorTrouble.ts'
import { ordinary } from './ordinary.ts'
import type { Scenario } from './scenario.ts'
import { waysIn } from './waysIn.ts'

/** In the order in which the instructor's panel offers them. */
export const scenarios: readonly Scenario[] = [...ordinary, ...doorTrouble, ...waysIn]
