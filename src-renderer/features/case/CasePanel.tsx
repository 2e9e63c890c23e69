import { Radio } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '../../../src-preload/contract/view.ts'
import { openCase, useDesk } from '../../desk/desk.ts'
import { keyGuard } from '../../desk/keyGuard.ts'
import { useScrollPlace } from '../../desk/useScrollPlace.ts'
import { useCase } from '../../feed/hooks.ts'
import { afterPaint } from '../../feed/painted.ts'
import { Empty } from '../../ui/Empty.tsx'
import { CaseDialogs } from './CaseDialogs.tsx'
import { CaseFooter } from './CaseFooter.tsx'
import { CaseHead } from './CaseHead.tsx'
import { CaseTroubles } from './CaseTroubles.tsx'
import { Codes } from './Codes.tsx'
import { Doors } from './Doors.tsx'
import { Grants } from './Grants.tsx'
import { Keys } from './Keys.tsx'
import { Know } from './Know.tsx'
import style from './Panel.module.css'
import { Presses } from './Presses.tsx'
import { Residents } from './Residents.tsx'
import { Responders } from './Responders.tsx'
import { Timeline } from './Timeline.tsx'
import { useCaseKeys } from './useCaseKeys.ts'
import { VoiceLine } from './VoiceLine.tsx'
import { WhoMayOpen } from './WhoMayOpen.tsx'

/** The open alarm, as one scroll in the order in which it is asked: who, what, how in, who goes, what was done. */
export const CasePanel = () => {
  const { t } = useTranslation()
  const caseId = useDesk((desk) => desk.caseId)
  const view = useCase()
  const shown = view?.caseId === caseId ? view : null
  useEffect(
    () => afterPaint(() => keyGuard.painted('openCase', shown?.caseId ?? null, performance.now())),
    [shown?.caseId],
  )
  return (
    <section className={style.panel} aria-label={t('case.label')} data-testid="case">
      {shown ? (
        <OpenCase key={shown.caseId} view={shown} />
      ) : (
        <>
          <Empty
            icon={Radio}
            title={caseId === null ? t('case.emptyTitle') : t('case.loading')}
            text={caseId === null ? t('case.emptyText') : null}
            testId="case-empty"
          />
          {/* A case that was asked for and refused never comes: why is said where it was to stand. */}
          {caseId === null ? null : <CaseTroubles caseId={caseId} />}
        </>
      )}
    </section>
  )
}

const OpenCase = ({ view }: { readonly view: CaseView }) => {
  useCaseKeys(view)
  const scroll = useScrollPlace(`case:${view.caseId}`)
  // In a low window the head scrolls with the rest.
  const body = useScrollPlace(`caseBody:${view.caseId}`)
  return (
    <>
      <div ref={body} className={style.body} data-testid="case-body" data-open={view.caseId}>
        <CaseHead view={view} onClose={() => openCase(null)} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
        <div ref={scroll} className={style.scroll} tabIndex={0} data-own-arrows>
          <Presses view={view} />
          <Know view={view} />
          <Residents view={view} />
          {/* Nobody pressed, so there is no loudspeaker to speak through. */}
          {view.incident ? null : <VoiceLine view={view} />}
          <Doors view={view} />
          <WhoMayOpen view={view} />
          <Responders view={view} />
          <Grants view={view} />
          <Codes view={view} />
          <Keys view={view} />
          <Timeline view={view} />
        </div>
      </div>
      <CaseTroubles caseId={view.caseId} />
      <CaseFooter view={view} />
      <CaseDialogs view={view} />
    </>
  )
}
