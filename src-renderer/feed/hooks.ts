import { useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { CommandName } from '../../src-domain/command/command.ts'
import type { BenchView } from '../../src-preload/contract/bench.ts'
import type { Heard } from '../../src-preload/contract/contract.ts'
import type {
  AlarmItem,
  AlertItem,
  CaseView,
  Health,
  HomeMark,
  Session,
  UnitItem,
} from '../../src-preload/contract/view.ts'
import { noSamples, type Turn } from './samples.ts'
import { noTimes, type StepTimes } from './stepTimes.ts'
import { useFeed } from './store.ts'

/** One hook per question; nothing else reads the store. */

export const useAlarms = (): readonly AlarmItem[] => {
  const alarms = useFeed((feed) => feed.alarms)
  return useMemo(() => [...alarms.values()], [alarms])
}

export const useAlarm = (caseId: string | null): AlarmItem | undefined =>
  useFeed((feed) => (caseId === null ? undefined : feed.alarms.get(caseId)))

/** When the centre and its test alarms were heard, by this window's monotonic clock. */
export const useHeard = () => useFeed((feed) => feed.heard)

export const useAlarmsEpoch = (): number => useFeed((feed) => feed.alarmsEpoch)

/** How many wait for an answer, and how many somebody has. */
export const useCounts = (): { readonly waiting: number; readonly ongoing: number } =>
  useFeed(
    useShallow((feed) => {
      let waiting = 0
      let ongoing = 0
      for (const alarm of feed.alarms.values()) {
        if (alarm.group === 'waiting') waiting += 1
        else ongoing += 1
      }
      return { waiting, ongoing }
    }),
  )

export const useAlerts = (): readonly AlertItem[] => {
  const alerts = useFeed((feed) => feed.alerts)
  return useMemo(() => [...alerts.values()].sort(compareAlerts), [alerts])
}
/** What needs care first; among equals the newest. */
const compareAlerts = (a: AlertItem, b: AlertItem): number =>
  Number(b.severity === 'care') - Number(a.severity === 'care') || b.since - a.since

export const useUnits = (): readonly UnitItem[] => {
  const units = useFeed((feed) => feed.units)
  return useMemo(() => [...units.values()], [units])
}

export const useHomes = (): ReadonlyMap<string, HomeMark> => useFeed((feed) => feed.homes)

export const useCase = (): CaseView | null => useFeed((feed) => feed.openCase)

export const useHealth = (): Health | null => useFeed((feed) => feed.health)

export const useSession = (): Session => useFeed((feed) => feed.session)

const nothing: readonly CommandName[] = []
/** What whoever sits here may ask for that hangs on no case. */
export const useSessionActions = (): readonly CommandName[] =>
  useFeed(({ session }) => (session.state === 'signedIn' ? session.actions : nothing))

/** How much waits for a supervisor. */
export const useForReview = (): number => useFeed((feed) => feed.access.forReview)

/** Nothing can be asked of the centre just now. */
export const useIsAway = (): boolean =>
  useFeed((feed) => feed.health === null || feed.health.link !== 'connected')

export const useVault = (): Heard['vault'] => useFeed((feed) => feed.vault)

export const useProbeId = (): string | null => useFeed((feed) => feed.probeId)

/** How core is: the shell knows it when core itself cannot tell. */
export const useCore = (): 'starting' | 'running' | 'restarting' =>
  useFeed((feed) => feed.core?.state ?? feed.health?.core ?? 'starting')

/** Times core was started again: what it knew of this window is gone with each. */
export const useCoreRestarts = (): number =>
  useFeed((feed) => Math.max(feed.core?.restarts ?? 0, feed.health?.coreRestarts ?? 0))

/** What was received and could not be read: by core, and on the way from core. */
export const useUnreadableCount = (): number =>
  useFeed((feed) => (feed.health?.unreadable.count ?? 0) + (feed.core?.unreadable.count ?? 0))

/** The workbench as core shows it; null until it has. */
export const useBench = (): BenchView | null => useFeed((feed) => feed.bench)

/** How long each step of this test took, of those that this window saw run. */
export const useStepTimes = (testId: string): StepTimes['of'] =>
  useFeed(({ stepTimes }) => (stepTimes.testId === testId ? stepTimes.of : noTimes.of))

/** What was measured in this test while it was shown here. */
export const useSamples = (testId: string): readonly Turn[] =>
  useFeed(({ samples }) => (samples.testId === testId ? samples.turns : noSamples.turns))
