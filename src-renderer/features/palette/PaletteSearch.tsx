import { useDeferredValue, useEffect, useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Header } from 'react-aria-components/Header'
import { Input } from 'react-aria-components/Input'
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu'
import { SearchField } from 'react-aria-components/SearchField'
import { useTranslation } from 'react-i18next'
import type { SearchHit } from '../../../src-preload/contract/view.ts'
import { closeDialog, lookAt, openCase, openDialog } from '../../desk/desk.ts'
import { call } from '../../feed/bridge.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { inOrder, placeOf } from './hits.ts'
import style from './Palette.module.css'
import { usePaletteActions } from './paletteActions.ts'

/** Below this a search would find everybody. */
const leastLetters = 2

type Found =
  | { readonly kind: 'none' | 'searching' | 'failed' }
  | { readonly kind: 'hits'; readonly hits: readonly SearchHit[] }

/** What was found for the newest text; what was found before stands until then, so that nothing flickers. */
const useSearch = (text: string): Found => {
  const [answered, setAnswered] = useState<Found>({ kind: 'searching' })
  const isAsked = text.length >= leastLetters
  useEffect(() => {
    if (!isAsked) return
    let isCurrent = true
    call('search', { text }).then(
      ({ hits }) => {
        if (isCurrent) setAnswered({ kind: 'hits', hits })
      },
      () => {
        if (isCurrent) setAnswered({ kind: 'failed' })
      },
    )
    return () => {
      isCurrent = false
    }
  }, [text, isAsked])
  return isAsked ? answered : { kind: 'none' }
}

/** What Enter does with a hit. A place without a case is asked about: there is more than one thing to do with it. */
const open = (hit: SearchHit, onPlace: (hit: SearchHit) => void): void => {
  if (placeOf(hit) !== null) {
    onPlace(hit)
    return
  }
  closeDialog()
  if (hit.kind === 'handset') openDialog({ kind: 'handsets', handsetId: hit.id })
  else if (hit.caseId !== null) openCase(hit.caseId)
  else if (hit.position) lookAt(hit.position, 16.5)
}

const whatOf = (hit: SearchHit) => {
  if (hit.kind === 'handset') return 'palette.openHandset'
  if (placeOf(hit) !== null) return 'palette.choose'
  return hit.caseId === null ? 'palette.showOnMap' : 'palette.openCase'
}

type PaletteSearchProps = {
  /** What was typed before, to come back to. */
  readonly text: string
  readonly onText: (text: string) => void
  readonly onPlace: (hit: SearchHit) => void
}

export const PaletteSearch = ({ text, onText, onPlace }: PaletteSearchProps) => {
  const { t } = useTranslation()
  const trimmed = text.trim()
  const found = useSearch(useDeferredValue(trimmed))
  const actions = usePaletteActions().filter(({ words }) =>
    trimmed
      .toLowerCase()
      .split(/\s+/)
      .every((part) => words.toLowerCase().includes(part)),
  )
  const hits = found.kind === 'hits' ? inOrder(found.hits, trimmed) : []
  return (
    <>
      <Autocomplete inputValue={text} onInputChange={onText}>
        <SearchField className={style.field ?? ''} aria-label={t('palette.label')} autoFocus>
          <Input
            className={style.input ?? ''}
            placeholder={t('palette.placeholder')}
            data-testid="palette-input"
          />
        </SearchField>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
        <div className={style.scroll} tabIndex={0}>
          <Menu
            className={style.menu ?? ''}
            aria-label={t('palette.label')}
            renderEmptyState={() => (
              <p className={style.hint}>
                {found.kind === 'searching' ? t('palette.searching') : t('palette.empty', { text: trimmed })}
              </p>
            )}
          >
            {hits.length > 0 ? (
              <MenuSection>
                <Header className={style.header ?? ''}>{t('palette.hits')}</Header>
                {hits.map((hit) => (
                  <MenuItem
                    key={`${hit.kind}:${hit.id}`}
                    id={`${hit.kind}:${hit.id}`}
                    className={style.item ?? ''}
                    textValue={hit.title}
                    onAction={() => open(hit, onPlace)}
                  >
                    <span>
                      {hit.title} <span className={style.sub}>{hit.subtitle}</span>
                    </span>
                    <span className={style.sub}>
                      {t(`palette.kind.${hit.kind}`)} · {t(whatOf(hit))}
                    </span>
                  </MenuItem>
                ))}
              </MenuSection>
            ) : null}
            {actions.length > 0 ? (
              <MenuSection>
                <Header className={style.header ?? ''}>{t('palette.actions')}</Header>
                {actions.map((action) => (
                  <MenuItem
                    key={action.id}
                    id={action.id}
                    className={style.item ?? ''}
                    textValue={action.words}
                    onAction={() => {
                      closeDialog()
                      action.run()
                    }}
                  >
                    <span>{action.words}</span>
                    {action.keys === undefined ? null : <Kbd>{action.keys}</Kbd>}
                  </MenuItem>
                ))}
              </MenuSection>
            ) : null}
          </Menu>
        </div>
      </Autocomplete>
      <p className={style.hint} role="status">
        {found.kind === 'failed'
          ? t('palette.failed')
          : trimmed.length < leastLetters
            ? t('palette.hint')
            : ''}
      </p>
    </>
  )
}
