import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { TrustView } from '../../../src-preload/contract/access.ts'
import style from './Access.module.css'

/** How far the doors have come: the count is of all, the list names as many as were sent. */
export const DoorsBehind = ({ trust }: { readonly trust: TrustView }) => {
  const { t, i18n } = useTranslation()
  const titleId = useId()
  const figures = new Intl.NumberFormat(i18n.language)
  const { behind, doors, named, version } = trust
  const known = doors - behind
  return (
    <section aria-labelledby={titleId} data-testid="doors-behind" data-behind={behind}>
      <h3 id={titleId} className={style.heading}>
        {t('trust.behind', { version })}
      </h3>
      {behind === 0 ? (
        <p className="muted">{t('trust.behindNone', { doors: figures.format(doors) })}</p>
      ) : (
        <>
          <p>
            <b>{t('trust.behindCount', { behind: figures.format(behind), doors: figures.format(doors) })}</b>{' '}
            <span className="muted">{t('trust.behindText')}</span>
          </p>
          <progress
            className={style.progress}
            value={known}
            max={Math.max(1, doors)}
            aria-label={t('trust.behindKnown', {
              known: figures.format(known),
              doors: figures.format(doors),
            })}
          />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
          <ul className={style.behind} tabIndex={0} aria-labelledby={titleId}>
            {named.map((door) => (
              <li key={door.doorId} data-testid="door-behind">
                <span>
                  {door.address ?? t('trust.noAddress')} <span className="muted">{door.label}</span>
                </span>
                <span className="muted">{t('trust.doorVersion', { version: door.version })}</span>
              </li>
            ))}
            {behind > named.length ? (
              <li className="muted">{t('trust.behindMore', { count: behind - named.length })}</li>
            ) : null}
          </ul>
        </>
      )}
    </section>
  )
}
