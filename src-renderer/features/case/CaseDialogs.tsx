import type { CaseView } from '../../../src-preload/contract/view.ts'
import { closeDialog, useDesk } from '../../desk/desk.ts'
import { CloseDialog } from './CloseDialog.tsx'
import { CodeAgainDialog } from './CodeAgainDialog.tsx'
import { CodeDialog } from './CodeDialog.tsx'
import { CrewMessageDialog } from './CrewMessageDialog.tsx'
import { DispatchDialog } from './DispatchDialog.tsx'
import { GrantDialog } from './GrantDialog.tsx'
import { ReturnDialog, TakeOverDialog } from './HandOverDialogs.tsx'
import { HandOutKeyDialog, ReturnKeyDialog } from './KeyDialogs.tsx'
import { NoteDialog } from './NoteDialog.tsx'
import { NumberDialog } from './NumberDialog.tsx'
import { RecallDialog } from './RecallDialog.tsx'
import { RevokeDialog } from './RevokeDialog.tsx'
import { SharedCodeDialog } from './SharedCodeDialog.tsx'

/** The one that is asked of the open case, if any; those of the whole window are in `app`. */
export const CaseDialogs = ({ view }: { readonly view: CaseView }) => {
  const dialog = useDesk((desk) => desk.dialog)
  if (!dialog) return null
  switch (dialog.kind) {
    case 'dispatch':
      return <DispatchDialog view={view} unitId={dialog.unitId} onClose={closeDialog} />
    case 'recall':
      return <RecallDialog view={view} dispatchId={dialog.dispatchId} onClose={closeDialog} />
    case 'grant':
      return <GrantDialog view={view} unitId={dialog.unitId} onClose={closeDialog} />
    case 'revoke':
      return <RevokeDialog view={view} grantId={dialog.grantId} onClose={closeDialog} />
    case 'close':
      return <CloseDialog view={view} onClose={closeDialog} />
    case 'return':
      return <ReturnDialog view={view} onClose={closeDialog} />
    case 'takeOver':
      return <TakeOverDialog view={view} onClose={closeDialog} />
    case 'note':
      return <NoteDialog view={view} onClose={closeDialog} />
    case 'number':
      return <NumberDialog view={view} onClose={closeDialog} />
    case 'code':
      return <CodeDialog view={view} step={dialog.step} onClose={closeDialog} />
    case 'codeAgain':
      return <CodeAgainDialog view={view} codeId={dialog.codeId} onClose={closeDialog} />
    case 'sharedCode':
      return <SharedCodeDialog view={view} doorId={dialog.doorId} onClose={closeDialog} />
    case 'handOutKey':
      return <HandOutKeyDialog view={view} keyStoreId={dialog.keyStoreId} onClose={closeDialog} />
    case 'returnKey':
      return <ReturnKeyDialog view={view} loanId={dialog.loanId} onClose={closeDialog} />
    case 'crewMessage':
      return <CrewMessageDialog view={view} onClose={closeDialog} />
    case 'incident':
    case 'palette':
    case 'keys':
    case 'settings':
    case 'instructor':
    case 'unreadable':
    case 'benchLabel':
    case 'benchRadio':
    case 'handsets':
    case 'whoMayOpen':
    case 'signingKeys':
      return null
    default:
      return dialog satisfies never
  }
}
