import { useState } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useTranslation } from 'react-i18next'
import type { SearchHit } from '../../../src-preload/contract/view.ts'
import style from './Palette.module.css'
import { PaletteSearch } from './PaletteSearch.tsx'
import { PlaceMenu } from './PlaceMenu.tsx'

/** Finds any resident, lock, patrol, phone or action. */
export const Palette = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [place, setPlace] = useState<SearchHit | null>(null)
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
          {place ? (
            <PlaceMenu hit={place} onBack={() => setPlace(null)} />
          ) : (
            <PaletteSearch text={text} onText={setText} onPlace={setPlace} />
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
