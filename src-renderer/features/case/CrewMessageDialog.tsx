import { Copy, Printer } from 'lucide-react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { copy } from '../../desk/telephone.ts'
import { useNow } from '../../feed/clock.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogFooter, DialogText } from '../../ui/Dialog.tsx'
import { dayAndClock } from '../../ui/timeWords.ts'
import type { CaseDialogProps } from './CaseDialogProps.ts'
import style from './CrewMessage.module.css'
import { asText, crewMessage, type MessagePart } from './crewMessage.ts'

/** What the crew needs, to read aloud, to copy into a message, or on paper. */
export const CrewMessageDialog = ({ view, onClose }: CaseDialogProps) => {
  const { t, i18n } = useTranslation()
  const now = useNow()
  const parts = crewMessage(view, now, t, i18n.language)
  return (
    <Dialog title={t('crew.title')} size="wide" onClose={onClose} testId="crew-dialog">
      <DialogText>{t('crew.text')}</DialogText>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div className={style.message} tabIndex={0} data-testid="crew-message">
        <Message parts={parts} />
      </div>
      <DialogFooter>
        <Button
          icon={<Copy size="1.5rem" aria-hidden="true" />}
          onPress={() =>
            void copy(asText(parts), t, { done: t('crew.copied'), failed: t('crew.copyFailed') })
          }
          testId="crew-copy"
        >
          {t('common.copy')}
        </Button>
        <Button
          icon={<Printer size="1.5rem" aria-hidden="true" />}
          onPress={() => window.print()}
          testId="crew-print"
        >
          {t('crew.print')}
        </Button>
        <Button look="primary" autoFocus onPress={onClose} testId="crew-close">
          {t('common.close')}
        </Button>
      </DialogFooter>
      {/* Paper shows this and nothing else of the window: see the print rules beside it. */}
      {createPortal(
        <div className={style.paper} data-testid="crew-paper">
          <h1>{t('crew.title')}</h1>
          <Message parts={parts} />
          <p>{t('crew.printedAt', { at: dayAndClock(now, now) })}</p>
        </div>,
        document.body,
      )}
    </Dialog>
  )
}

const Message = ({ parts }: { readonly parts: readonly MessagePart[] }) =>
  parts.map(({ title, lines }) => (
    <section key={title}>
      <h2>{title}</h2>
      <ul>
        {lines.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two boxes may be told by the same words; a line is known by its place.
          <li key={place}>{line}</li>
        ))}
      </ul>
    </section>
  ))
