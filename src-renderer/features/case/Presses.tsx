import { useTranslation } from 'react-i18next'
import type { CaseView } from '../../../src-preload/contract/view.ts'
import { ask, useUnderway } from '../../feed/commands.ts'
import { ClockAndAge } from '../../ui/Ago.tsx'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { PriorityTag } from '../../ui/Tag.tsx'
import { clock } from '../../ui/timeWords.ts'
import style from './Know.module.css'

/** Every press needs its own acknowledgement; what has it is told by the timeline. */
export const Presses = ({ view }: { readonly view: CaseView }) => {
  const { t } = useTranslation()
  const open = view.presses.filter((press) => press.acknowledgedBy === null)
  // A case that nobody has is answered as a whole.
  if (view.alarm.owner === null || view.closedAt !== null || open.length === 0) return null
  return (
    <Section title={t('case.presses')} testId="presses">
      {open.map((press, index) => (
        <div key={press.pressId} className={style.press}>
          <PriorityTag priority={press.priority} />
          <span>
            <b>{t(`alarmKind.${press.alarmKind}`)}</b> <ClockAndAge at={press.at} seconds />
          </span>
          <Acknowledge view={view} pressId={press.pressId} at={press.at} isNext={index === 0} />
        </div>
      ))}
    </Section>
  )
}

const Acknowledge = ({
  view,
  pressId,
  at,
  isNext,
}: {
  readonly view: CaseView
  readonly pressId: string
  readonly at: number
  readonly isNext: boolean
}) => {
  const { t } = useTranslation()
  const underway = useUnderway('acknowledgePress', view.caseId, pressId)
  if (!view.actions.includes('acknowledgePress')) return null
  return (
    <Button
      size="small"
      isDisabled={underway !== null}
      onPress={() => void ask('acknowledgePress', { caseId: view.caseId, pressId }, pressId)}
      testId="acknowledge"
      {...(isNext ? { keys: 'A' } : {})}
    >
      {underway ? (
        t(`command.${underway}`)
      ) : (
        <>
          {t('case.acknowledge')}
          <span className="hidden">, {clock(at)}</span>
        </>
      )}
    </Button>
  )
}
