import { useState } from 'react'
import { Queue } from '../features/alarms/Queue.tsx'
import { AlertsLane } from '../features/alerts/AlertsLane.tsx'
import { CasePanel } from '../features/case/CasePanel.tsx'
import { OtherTroubles } from '../features/case/CaseTroubles.tsx'
import { sentence } from '../features/case/timelineWords.ts'
import { Review } from '../features/review/Review.tsx'
import { useHealth, useSession, useVault } from '../feed/hooks.ts'
import { useProbePainted } from '../feed/painted.ts'
import { type Again, AgainBanner } from './AgainBanner.tsx'
import style from './App.module.css'
import { AppDialogs } from './AppDialogs.tsx'
import { Banners } from './Banners.tsx'
import { ColumnEdge } from './ColumnEdge.tsx'
import { LockScreen } from './LockScreen.tsx'
import { MapFence } from './MapFence.tsx'
import { MapLater } from './MapLater.tsx'
import { PassphraseCard } from './PassphraseCard.tsx'
import { PracticeBand } from './PracticeBand.tsx'
import { Rail } from './Rail.tsx'
import { Said } from './Said.tsx'
import { SignIn } from './SignIn.tsx'
import { TopBar } from './TopBar.tsx'
import { useActivity } from './useActivity.ts'
import { useAppKeys } from './useAppKeys.ts'
import { useLook } from './useLook.ts'
import { useShown } from './useShown.ts'
import { useView } from './useView.ts'
import { WorkbenchLater } from './WorkbenchLater.tsx'

/**
 * The queue is always there: who needs help, who has it. Beside it stands a view; Operations tells how we get
 * in, and stays drawn behind another one, since the map takes long to come.
 */
export const App = ({ again }: { readonly again: Again }) => {
  const practice = useHealth()?.practice ?? false
  const session = useSession()
  const vault = useVault()
  const isLocked = session.state === 'locked'
  const view = useView()
  const isOperations = view === 'operations'
  const [frame, setFrame] = useState<HTMLElement | null>(null)
  useLook(frame)
  useAppKeys()
  useProbePainted()
  useShown()
  useActivity()
  return (
    <div className={style.app}>
      <header className={style.head}>
        {practice ? <PracticeBand /> : null}
        <TopBar />
        <AgainBanner again={again} />
        <Banners />
      </header>
      <div className={style.frame} ref={setFrame}>
        <Rail />
        <div className={style.left}>
          <Queue />
          <AlertsLane />
        </div>
        <main className={style.middle} hidden={!isOperations}>
          <ColumnEdge column="queue" />
          <MapFence>
            <MapLater />
          </MapFence>
          {session.state === 'signedOut' && vault.state === 'open' ? <SignIn /> : null}
          {vault.state === 'open' ? null : <PassphraseCard />}
          {session.state === 'locked' ? <LockScreen session={session} /> : null}
          <ColumnEdge column="case" />
        </main>
        <aside className={style.right} hidden={!isOperations}>
          {isOperations && !isLocked ? <CasePanel /> : null}
        </aside>
        {view === 'review' ? <Review sentence={sentence} /> : null}
        {view === 'workbench' ? <WorkbenchLater /> : null}
      </div>
      {isLocked ? null : (
        <>
          <OtherTroubles />
          <Said />
          <AppDialogs />
        </>
      )}
    </div>
  )
}
