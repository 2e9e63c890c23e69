import { useDeferredValue, useEffect, useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Header } from 'react-aria-components/Header'
import { Input } from 'react-aria-components/Input'
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { SearchField } from 'react-aria-components/SearchField'
import { useTranslation } from 'react-i18next'
import type { SearchHit } from '../../../src-preload/contract/view.ts'
import { closeDialog, lookAt, openCase } from '../../desk/desk.ts'
import { call } from '../../feed/bridge.ts'
import { Kbd } from '../../ui/Kbd.tsx'
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

const open = (hit: SearchHit): void => {
  closeDialog()
  if (hit.caseId !== null) openCase(hit.caseId)
  else if (hit.position) lookAt(hit.position, 16.5)
}

/** Finds any resident, lock, patrol or action. */
export const Palette = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const trimmed = text.trim()
  const found = useSearch(useDeferredValue(trimmed))
  const actions = usePaletteActions().filter(({ words }) =>
    trimmed
      .toLowerCase()
      .split(/\s+/)
      .every((part) => words.toLowerCase().includes(part)),
  )
  const hits = found.kind === 'hits' ? found.hits : []
  return (
    <ModalOverlay
      className={style.overlay ?? ''}
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <Modal className={style.modal ?? ''}>
        <AriaDialog className={style.dialog ?? ''} aria-label={t('palette.label')} data-testid="palette">
          <Autocomplete inputValue={text} onInputChange={setText}>
            <SearchField className={style.field ?? ''} aria-label={t('palette.label')} autoFocus>
              <Input
                className={style.input ?? ''}
                placeholder={t('palette.placeholder')}
                data-testid="palette-input"
              />
            </SearchField>
            <Menu
              className={style.menu ?? ''}
              aria-label={t('palette.label')}
              renderEmptyState={() => (
                <p className={style.hint}>
                  {found.kind === 'searching'
                    ? t('palette.searching')
                    : t('palette.empty', { text: trimmed })}
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
                      onAction={() => open(hit)}
                    >
                      <span>
                        {hit.title} <span className={style.sub}>{hit.subtitle}</span>
                      </span>
                      <span className={style.sub}>
                        {t(`palette.kind.${hit.kind}`)} ·{' '}
                        {hit.caseId === null ? t('palette.showOnMap') : t('palette.openCase')}
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
          </Autocomplete>
          <p className={style.hint} role="status">
            {found.kind === 'failed'
              ? t('palette.failed')
              : trimmed.length < leastLetters
                ? t('palette.hint')
                : ''}
          </p>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
