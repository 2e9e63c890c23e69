import { useTicks } from '../feed/clock.ts'
import { useHeard } from '../feed/hooks.ts'
import { type Hearing, hearing } from './hearing.ts'

const listeningSince = performance.now()

export const useHearing = (): Hearing => hearing(useHeard(), useTicks(), listeningSince)
