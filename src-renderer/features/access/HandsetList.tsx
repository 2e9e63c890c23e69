import { useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Menu, MenuItem } from 'react-aria-components/Menu'
import { SearchField } from 'react-aria-components/SearchField'
import { useTranslation } from 'react-i18next'
import type { HandsetItem } from '../../../src-preload/contract/access.ts'
import { useNow } from '../../feed/clock.ts'
import { Tag } from '../../ui/Tag.tsx'
import { clock, dayAndClock } from '../../ui/timeWords.ts'
import style from './Access.module.css'
import { fits, inOrder, opensUntil } from './handsetWords.ts'

type HandsetListProps = {
  readonly handsets: readonly HandsetItem[]
  readonly onChoose: (handsetId: string) => void
}

/** Typing narrows it, arrows move in it, Enter takes one: the field keeps the focus all the while. */
export const HandsetList = ({ handsets, onChoose }: HandsetListProps) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const shown = inOrder(handsets).filter((handset) => fits(handset, text))
  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      <SearchField className={style.filter ?? ''} autoFocus>
        <Label className={style.label ?? ''}>{t('handsets.filter')}</Label>
        <Input className={style.input ?? ''} data-testid="handset-filter" />
      </SearchField>
      <Menu
        className={style.list ?? ''}
        aria-label={t('handsets.list')}
        onAction={(key) => onChoose(String(key))}
        renderEmptyState={() => (
          <p className={style.none}>
            {handsets.length === 0 ? t('handsets.none') : t('handsets.noneFit', { text: text.trim() })}
          </p>
        )}
      >
        {shown.map((handset) => (
          <MenuItem
            key={handset.handsetId}
            id={handset.handsetId}
            className={style.handset ?? ''}
            textValue={`${handset.person?.name ?? ''} ${handset.unitName} ${handset.phone}`}
            data-testid="handset"
          >
            <Who handset={handset} />
            <span className={style.phone}>{handset.phone || t('handsets.noNumber')}</span>
            <Standing handset={handset} />
          </MenuItem>
        ))}
      </Menu>
    </Autocomplete>
  )
}

const Who = ({ handset: { person, unitName, signedOnAt } }: { readonly handset: HandsetItem }) => {
  const { t } = useTranslation()
  const now = useNow()
  return (
    <span>
      {person ? <b>{person.name}</b> : <span className={style.quiet}>{t('handsets.nobody')}</span>}
      <br />
      <span className={style.quiet}>
        {unitName}
        {person && signedOnAt !== null
          ? ` · ${t('handsets.since', { at: dayAndClock(signedOnAt, now) })}`
          : ''}
      </span>
    </span>
  )
}

const Standing = ({ handset }: { readonly handset: HandsetItem }) => {
  const { t } = useTranslation()
  const until = opensUntil(handset)
  return (
    <span className={style.standing}>
      {handset.blocked ? <Tag look="care">{t('handsets.blocked')}</Tag> : null}
      {until === null ? null : (
        <Tag look={handset.blocked ? 'care' : 'plain'}>
          {t('handsets.opens', { at: clock(until, 'minutes') })}
        </Tag>
      )}
    </span>
  )
}
