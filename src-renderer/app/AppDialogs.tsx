import { closeDialog, useDesk } from '../desk/desk.ts'
import { HandsetsDialog } from '../features/access/HandsetsDialog.tsx'
import { MayOpenDialog } from '../features/access/MayOpenDialog.tsx'
import { SigningKeysDialog } from '../features/access/SigningKeysDialog.tsx'
import { IncidentDialog } from '../features/case/IncidentDialog.tsx'
import { Palette } from '../features/palette/Palette.tsx'
import { InstructorPanel } from '../features/practice/InstructorPanel.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import { SettingsDialog } from './SettingsDialog.tsx'
import { UnreadableDialog } from './UnreadableDialog.tsx'

/** Dialogs of the whole window; those of a case are with the case. */
export const AppDialogs = () => {
  const dialog = useDesk((desk) => desk.dialog)
  switch (dialog?.kind) {
    case 'palette':
      return <Palette onClose={closeDialog} />
    case 'keys':
      return <KeysDialog onClose={closeDialog} />
    case 'settings':
      return <SettingsDialog onClose={closeDialog} />
    case 'instructor':
      return <InstructorPanel onClose={closeDialog} />
    case 'unreadable':
      return <UnreadableDialog onClose={closeDialog} />
    case 'incident':
      return <IncidentDialog at={dialog.at} onClose={closeDialog} />
    case 'handsets':
      return <HandsetsDialog handsetId={dialog.handsetId} onClose={closeDialog} />
    case 'whoMayOpen':
      return <MayOpenDialog place={dialog.place} onClose={closeDialog} />
    case 'signingKeys':
      return <SigningKeysDialog onClose={closeDialog} />
    case 'dispatch':
    case 'recall':
    case 'grant':
    case 'revoke':
    case 'close':
    case 'return':
    case 'takeOver':
    case 'note':
    case 'code':
    case 'codeAgain':
    case 'sharedCode':
    case 'handOutKey':
    case 'returnKey':
    case 'crewMessage':
    case 'number':
    case 'benchLabel':
    case 'benchRadio':
    case undefined:
      return null
    default:
      return dialog satisfies never
  }
}
