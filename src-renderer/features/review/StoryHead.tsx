import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '../../../src-preload/contract/view.ts'
import { serverNow } from '../../feed/clock.ts'
import { useHealth, useSession } from '../../feed/hooks.ts'
import { clock } from '../../ui/timeWords.ts'
import style from './Review.module.css'
import type { Reviewed } from './story.ts'
import { day } from './storyTime.ts'

type StoryHeadProps = {
  readonly view: CaseView
  readonly reviewed: Reviewed
  /** What can be done with the page; not printed. */
  readonly children: ReactNode
}

export const StoryHead = ({ view, reviewed, children }: StoryHeadProps) => {
  const { t } = useTranslation()
  const { alarm } = view
  return (
    <header className={style.head}>
      <div>
        <h2 className={style.title}>
          {reviewed.of === 'code'
            ? `${t('reviewing.code')}: ${reviewed.code.label}`
            : t(reviewed.grant.offline ? 'reviewing.offline' : 'reviewing.grant')}{' '}
          {reviewed.of === 'grant'
            ? t('reviewing.to', { holder: reviewed.grant.holder?.name ?? reviewed.grant.unitName })
            : ''}
        </h2>
        <p className="muted">
          {t(`alarmKind.${alarm.alarmKind}`)} ·{' '}
          {[alarm.resident?.name, alarm.address ?? view.incident?.address].filter(Boolean).join(', ')}
        </p>
      </div>
      <div className={style.tools}>{children}</div>
    </header>
  )
}

/** On paper alone: whose page this is, and when it was taken from the screen. */
export const PrintHead = () => {
  const { t, i18n } = useTranslation()
  const health = useHealth()
  const session = useSession()
  const now = serverNow()
  const name = session.state === 'signedIn' ? session.person.name : t('common.unknown')
  return (
    <div className={style.printHead} data-testid="print-head">
      <b>{health?.municipality}</b>
      <span>{t('reviewing.title')}</span>
      {health?.practice ? <b>{t('practice.band')}</b> : null}
      <span>
        {t('reviewing.printed', { at: `${day(now, i18n.language)} ${clock(now, 'minutes')}`, name })}
      </span>
    </div>
  )
}
