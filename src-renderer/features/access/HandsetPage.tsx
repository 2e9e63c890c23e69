import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { HandsetItem } from '../../../src-preload/contract/access.ts'
import { useNow } from '../../feed/clock.ts'
import { useAge } from '../../ui/Ago.tsx'
import { DialogFooter, DialogSays } from '../../ui/Dialog.tsx'
import { dayAndClock } from '../../ui/timeWords.ts'
import style from './Access.module.css'
import { BlockForm } from './BlockForm.tsx'
import { HandsetOpens } from './HandsetOpens.tsx'
import { UnblockForm } from './UnblockForm.tsx'

type HandsetPageProps = {
  readonly handset: HandsetItem
  /** The buttons that lead away, beside whatever is done here. */
  readonly leave: ReactNode
}

/** One phone: whose it is, what it may open whatever is done, and blocking it or letting it in again. */
export const HandsetPage = ({ handset, leave }: HandsetPageProps) => {
  const { t } = useTranslation()
  const now = useNow()
  const age = useAge()
  const { person, unitName, signedOnAt, blocked, actions } = handset
  return (
    <div className={style.page} data-testid="handset-page" data-blocked={blocked ? true : undefined}>
      <p>
        <b className={style.name}>{person?.name ?? unitName}</b>{' '}
        <span className="muted">{person ? unitName : t('handsets.nobody')}</span>
        {person && signedOnAt !== null ? (
          <span className="muted">
            {' · '}
            {t('handsets.since', { at: dayAndClock(signedOnAt, now) })} (
            {t('time.ago', { age: age(now - signedOnAt) })})
          </span>
        ) : null}
      </p>
      {blocked ? <Blocked blocked={blocked} /> : null}
      <HandsetOpens handset={handset} />
      {actions.includes('blockHandset') ? (
        <BlockForm handset={handset} leave={leave} />
      ) : actions.includes('unblockHandset') ? (
        <UnblockForm handset={handset} leave={leave} />
      ) : (
        <>
          {blocked ? <p className="muted">{t('handsets.onlySupervisor')}</p> : null}
          <DialogFooter>{leave}</DialogFooter>
        </>
      )}
    </div>
  )
}

/** Takes the focus when it comes in the place of the button that asked for it. */
const Blocked = ({ blocked }: { readonly blocked: NonNullable<HandsetItem['blocked']> }) => {
  const { t } = useTranslation()
  const now = useNow()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.focus(), [])
  return (
    <div ref={place} tabIndex={-1} role="status" className={style.blocked} data-testid="handset-blocked">
      <DialogSays look="care">
        {t('handsets.blockedSays', {
          at: dayAndClock(blocked.at, now),
          name: blocked.by?.name ?? t('common.unknown'),
          reason: t(`blockReason.${blocked.reason}`),
        })}
      </DialogSays>
    </div>
  )
}
