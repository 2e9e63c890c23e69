import { Hash, KeyRound, Smartphone, UserCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { OpenerView } from '../../src-preload/contract/access.ts'
import { useNow } from '../feed/clock.ts'
import style from './OpenerList.module.css'
import { openerWords } from './openerWords.ts'
import { Tag } from './Tag.tsx'

const icons = {
  grant: Smartphone,
  code: Hash,
  sharedCode: Hash,
  key: KeyRound,
  residentGrant: UserCheck,
} as const

/** Everybody who may open right now, one a line; `showDoors` where the list is about more than one door. */
export const OpenerList = ({
  openers,
  showDoors = false,
}: {
  readonly openers: readonly OpenerView[]
  readonly showDoors?: boolean
}) => {
  const { t } = useTranslation()
  const now = useNow()
  if (openers.length === 0) return <p className="muted">{t('opener.none')}</p>
  return (
    <ul className={style.openers}>
      {openers.map((opener) => {
        const words = openerWords(opener, now, t)
        const Icon = icons[opener.kind]
        return (
          <li key={`${opener.kind}/${opener.id}`} data-testid="opener" data-kind={opener.kind}>
            <Icon size="1.4rem" aria-hidden="true" />
            <span className={style.who}>
              <b>{words.who}</b> <span className="muted">{words.what}</span>
              {opener.used ? (
                <>
                  {' '}
                  <Tag look="grey">{t('opener.used')}</Tag>
                </>
              ) : null}
              {showDoors ? <span className={style.doors}>{doorsOf(opener.doors)}</span> : null}
            </span>
            <span className={style.until} data-care={words.isCare || undefined}>
              {words.until}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** A block has many doors of the same name: each name once, with how many there are. */
const doorsOf = (labels: readonly string[]): string => {
  const counts = new Map<string, number>()
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1)
  return [...counts].map(([label, n]) => (n > 1 ? `${label} × ${n}` : label)).join(', ')
}
