import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/Dialog.tsx'
import type { CaseDialogProps } from './CaseDialogProps.ts'
import { CodeShown } from './CodeShown.tsx'

/** The same code once more, for the one who gave it and only for a while. */
export const CodeAgainDialog = ({ view, codeId, onClose }: CaseDialogProps & { readonly codeId: string }) => {
  const { t } = useTranslation()
  const code = view.codes.find((one) => one.codeId === codeId)
  if (!code) return null
  return (
    <Dialog title={t('code.shownTitle', { place: code.label })} onClose={onClose} testId="code-dialog">
      <CodeShown caseId={view.caseId} entryId={code.entryId} code={code} onClose={onClose} />
    </Dialog>
  )
}
