import { useState } from 'react'
import { Queue } from '../features/alarms/Queue.tsx'
import { AlertsLane } from '../features/alerts/AlertsLane.tsx'
import { CasePanel } from '../features/case/CasePanel.tsx'
import { OtherTroubles } from '../features/case/CaseTroubles.tsx'
import { useHealth, useSession } from '../feed/hooks.ts'
import { useProbePainted } from '../feed/painted.ts'
import style from './App.module.css'
import { AppDialogs } from './AppDialogs.tsx'
import { Banners } from './Banners.tsx'
import { ColumnEdge } from './ColumnEdge.tsx'
import { MapFence } from './MapFence.tsx'
import { MapLater } from './MapLater.tsx'
import { PracticeBand } from './PracticeBand.tsx'
import { Rail } from './Rail.tsx'
import { Said } from './Said.tsx'
import { SignIn } from './SignIn.tsx'
import { TopBar } from './TopBar.tsx'
import { useAppKeys } from './useAppKeys.ts'
import { useLook } from './useLook.ts'
import { useShown } from './useShown.ts'

/** The Operations view: who needs help, who has it, how do we get in, is the system itself healthy. */
export const App = () => {
  const practice = useHealth()?.practice ?? false
  const isSignedIn = useSession().state === 'signedIn'
  const [frame, setFrame] = useState<HTMLElement | null>(null)
  useLook(frame)
  useAppKeys()
  useProbePainted()
  useShown()
  return (
    <div className={style.app}>
      <header className={style.head}>
        {practice ? <PracticeBand /> : null}
        <TopBar />
        <Banners />
      </header>
      <div className={style.frame} ref={setFrame}>
        <Rail />
        <div className={style.left}>
          <Queue />
          <AlertsLane />
        </div>
        <main className={style.middle}>
          <ColumnEdge column="queue" />
          <MapFence>
            <MapLater />
          </MapFence>
          {isSignedIn ? null : <SignIn />}
          <ColumnEdge column="case" />
        </main>
        <aside className={style.right}>
          <CasePanel />
        </aside>
      </div>
      <OtherTroubles />
      <Said />
      <AppDialogs />
    </div>
  )
}
