import { Copy, FileDown, Printer } from 'lucide-react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { type Label, labelZpl, serialKey } from '../../../src-domain/hardware/label.ts'
import type { TestView } from '../../../src-preload/contract/bench.ts'
import { say } from '../../desk/desk.ts'
import { copy } from '../../desk/telephone.ts'
import { call } from '../../feed/bridge.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogFooter, DialogText } from '../../ui/Dialog.tsx'
import style from './Label.module.css'
import { LabelPicture } from './LabelPicture.tsx'
import { modelName } from './measures.ts'

type LabelDialogProps = { readonly test: TestView; readonly onClose: () => void }

/** The label of a signed test: as it will be, and the three ways of getting it onto the unit. */
export const LabelDialog = ({ test, onClose }: LabelDialogProps) => {
  const { t } = useTranslation()
  if (test.signed === null) return null
  const label: Label = {
    serial: test.serial,
    model: modelName(test.model, t),
    verdict: test.signed.verdict,
    day: dayOf(test.signed.at),
    testId: test.testId,
  }
  const lines = {
    verdict: t(`bench.verdict.${label.verdict}`).toUpperCase(),
    signed: t('bench.label.signed', { day: label.day }),
  }
  const save = (as: 'pdf' | 'zpl'): void => {
    void call('keepLabel', {
      as,
      name: `label-${serialKey(label.serial)}`,
      zpl: labelZpl(label, lines),
    }).then(({ kept, file }) => {
      if (kept === 'kept') say(t('bench.label.saved', { file: file ?? '' }))
      if (kept === 'failed') say(t('bench.label.saveFailed'))
    })
  }
  const words = t('bench.label.picture', { ...label, verdict: t(`bench.verdict.${label.verdict}`) })
  return (
    <Dialog title={t('bench.label.title', { serial: label.serial })} onClose={onClose} testId="label-dialog">
      <DialogText>{t('bench.label.text')}</DialogText>
      <div className={style.preview} data-testid="label-preview">
        <LabelPicture label={label} lines={lines} words={words} />
      </div>
      <DialogFooter>
        <Button
          icon={<Copy size="1.5rem" aria-hidden="true" />}
          onPress={() =>
            void copy(labelZpl(label, lines), t, {
              done: t('bench.label.zplCopied'),
              failed: t('bench.label.copyFailed'),
            })
          }
          testId="label-copy"
        >
          {t('bench.label.copyZpl')}
        </Button>
        <Button
          icon={<FileDown size="1.5rem" aria-hidden="true" />}
          onPress={() => save('zpl')}
          testId="label-zpl"
        >
          {t('bench.label.zpl')}
        </Button>
        <Button
          icon={<FileDown size="1.5rem" aria-hidden="true" />}
          onPress={() => save('pdf')}
          testId="label-pdf"
        >
          {t('bench.label.pdf')}
        </Button>
        <Button
          look="primary"
          autoFocus
          icon={<Printer size="1.5rem" aria-hidden="true" />}
          onPress={() => window.print()}
          testId="label-print"
        >
          {t('bench.label.print')}
        </Button>
      </DialogFooter>
      {/* Paper, and the PDF, show this and nothing else of the window: see the print rules beside it. */}
      {createPortal(
        <div className={style.paper} data-testid="label-paper">
          <LabelPicture label={label} lines={lines} words={words} />
        </div>,
        document.body,
      )}
    </Dialog>
  )
}

/** The day on the wall here, as `2026-11-26`. */
const dayOf = (at: number): string => new Intl.DateTimeFormat('sv-SE').format(at)
