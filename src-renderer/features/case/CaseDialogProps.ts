import type { CaseView } from '../../../src-preload/contract/view.ts'

export type CaseDialogProps = { readonly view: CaseView; readonly onClose: () => void }
