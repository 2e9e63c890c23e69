import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useTranslation } from 'react-i18next'
import { IconButton } from './Button.tsx'
import style from './Dialog.module.css'

type DialogProps = {
  readonly title: string
  readonly children: ReactNode
  readonly onClose: () => void
  readonly size?: 'narrow' | 'usual' | 'wide'
  readonly testId: string
}

/** Beside the queue, never on it: a dialog must not hide that somebody is waiting. */
export const Dialog = ({ title, children, onClose, size = 'usual', testId }: DialogProps) => {
  const { t } = useTranslation()
  return (
    <ModalOverlay
      className={style.overlay ?? ''}
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <Modal className={style.modal ?? ''} data-size={size}>
        <AriaDialog className={style.dialog ?? ''} data-testid={testId}>
          <header className={style.head}>
            <Heading slot="title" className={style.title ?? ''}>
              {title}
            </Heading>
            <IconButton label={t('common.close')} onPress={onClose}>
              <X size="1.8rem" aria-hidden="true" />
            </IconButton>
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Stays in sight however long the dialog is; `says`: what will happen, so that nobody confirms what they cannot see. */
export const DialogFooter = ({
  children,
  says,
}: {
  readonly children: ReactNode
  readonly says?: ReactNode
}) => (
  <footer className={style.footer}>
    {says}
    <div className={style.buttons}>{children}</div>
  </footer>
)

export const DialogText = ({ children }: { readonly children: ReactNode }) => (
  <p className={style.text}>{children}</p>
)

/** The sentence that names what will happen, before it is asked for once. */
export const DialogSays = ({
  children,
  look = 'plain',
}: {
  readonly children: ReactNode
  readonly look?: 'plain' | 'care'
}) => (
  <p className={style.says} data-look={look}>
    {children}
  </p>
)
