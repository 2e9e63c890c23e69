import { useTranslation } from 'react-i18next'
import type { Ms } from '../../../src-domain/time.ts'
import type { CaseView, DoorView } from '../../../src-preload/contract/view.ts'
import { DialogSays } from '../../ui/Dialog.tsx'
import { clock } from '../../ui/timeWords.ts'
import { doorName } from './block.ts'
import { someOf } from './caseWords.ts'
import type { Holder } from './grantHolders.ts'

/** As many doors as one sentence names. */
const named = 5

/** What will be true once it is given, and what then cannot be undone; or what is missing still. */
export const GrantSays = ({
  view,
  holder,
  doors,
  from,
  startsLater,
  until,
  isOffline,
}: {
  readonly view: CaseView
  readonly holder: Holder | undefined
  readonly doors: readonly DoorView[]
  readonly from: Ms
  readonly startsLater: boolean
  /** Null for a window that is none. */
  readonly until: Ms | null
  readonly isOffline: boolean
}) => {
  const { t, i18n } = useTranslation()
  if (holder === undefined) return <DialogSays look="care">{t('dialog.grantNoHandset')}</DialogSays>
  if (doors.length === 0) return <DialogSays look="care">{t('dialog.grantNoDoor')}</DialogSays>
  if (until === null) return <DialogSays look="care">{t('refusal.windowInvalid.do')}</DialogSays>
  const words = {
    holder: holder.name,
    doors: someOf(
      doors.map((door) => doorName(view, door)),
      named,
      t,
      i18n.language,
    ),
    from: clock(from, 'minutes'),
    until: clock(until, 'minutes'),
  }
  return (
    <>
      <DialogSays>
        {t(startsLater ? 'dialog.grantSaysLater' : 'dialog.grantSays', words)} {t('dialog.grantSaysMore')}
      </DialogSays>
      {isOffline ? (
        <div data-testid="offline-warning">
          <DialogSays look="care">{t('dialog.offlineSays', words)}</DialogSays>
        </div>
      ) : null}
    </>
  )
}
