import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '../../../src-preload/contract/view.ts'
import { Section } from '../../ui/Section.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { type Evacuee, evacuees, needsInFire } from './evacuation.ts'
import style from './Residents.module.css'

/** In sight before the rest is asked for: the doors must not be out of reach behind them. */
const shownAtFirst = 8

/** Who lives in the block: those who cannot get out alone stand first, the rest from the ground up. */
export const Residents = ({ view }: { readonly view: CaseView }) => {
  const { t } = useTranslation()
  const [isAll, setAll] = useState(false)
  if (!view.incident) return null
  const { helped, others } = evacuees(view.incident.homes)
  const all = [...helped, ...others]
  const shown = isAll ? all : all.slice(0, shownAtFirst)
  return (
    <Section
      title={t('incident.residents')}
      aside={t('incident.helpedCount', { count: helped.length })}
      testId="residents"
    >
      {all.length === 0 ? <p className="muted">{t('incident.nobody')}</p> : null}
      <ul className={style.residents}>
        {shown.map((one) => (
          <Resident key={one.resident.id} one={one} isHelped={helped.includes(one)} />
        ))}
      </ul>
      {all.length > shownAtFirst ? (
        <button type="button" className={style.unfold} onClick={() => setAll((open) => !open)}>
          {isAll ? t('responder.fewer') : t('responder.more', { count: all.length - shown.length })}
        </button>
      ) : null}
    </Section>
  )
}

const Resident = ({ one, isHelped }: { readonly one: Evacuee; readonly isHelped: boolean }) => {
  const { t } = useTranslation()
  const { resident, flat, floor } = one
  const grave = needsInFire(resident.needs)
  const rest = resident.needs.filter((need) => !grave.includes(need))
  return (
    <li data-testid="resident" data-helped={isHelped || undefined}>
      <span className={style.where}>
        <b>{flat ?? '–'}</b>
        <span className="muted">{floor === null ? '' : t('case.floor', { floor })}</span>
      </span>
      <span>
        {t('common.age', { name: resident.name, age: resident.age })}{' '}
        {grave.map((need) => (
          <Tag key={need} look="care">
            {t(`need.${need}`)}
          </Tag>
        ))}{' '}
        <span className="muted">{rest.map((need) => t(`need.${need}`)).join(' · ')}</span>
        {resident.instructions.trim() === '' ? null : (
          <span className={style.says}>{resident.instructions}</span>
        )}
      </span>
    </li>
  )
}
