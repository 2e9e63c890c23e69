import { useTranslation } from 'react-i18next'
import { openDialog, type Place } from '../../desk/desk.ts'
import { useFresh } from '../../feed/fresh.ts'
import { useSessionActions } from '../../feed/hooks.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogFooter, DialogSays, DialogText } from '../../ui/Dialog.tsx'
import { OpenerList } from '../../ui/OpenerList.tsx'
import style from './Access.module.css'

type MayOpenDialogProps = { readonly place: Place; readonly onClose: () => void }

/** Without a case: the doors of a place, and everybody who may open one of them this minute. */
export const MayOpenDialog = ({ place, onClose }: MayOpenDialogProps) => {
  const { t, i18n } = useTranslation()
  const { answer, isStale } = useFresh('whoMayOpen', place)
  const mayOpenIncident = useSessionActions().includes('openIncident')
  const known = answer?.place ?? null
  return (
    <Dialog
      title={known ? t('mayOpen.label', { place: known.title }) : t('opener.title')}
      onClose={onClose}
      testId="may-open-dialog"
    >
      {isStale ? <DialogSays look="care">{t('common.stale')}</DialogSays> : null}
      {answer === null ? <p className="muted">{t('common.loading')}</p> : null}
      {answer !== null && known === null ? <p>{t('mayOpen.unknownPlace')}</p> : null}
      {known ? (
        <div className={style.page}>
          <DialogText>{t('mayOpen.text')}</DialogText>
          <p>
            {known.address === null || known.address === known.title ? null : (
              <>
                <b>{known.address}</b>
                <br />
              </>
            )}
            <span className="muted">{t('mayOpen.doors')}:</span>{' '}
            {new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(
              known.doors.map(({ label }) => label),
            )}
          </p>
          <section aria-label={t('opener.title')} data-testid="may-open-list">
            <OpenerList openers={known.openers} showDoors={known.doors.length > 1} />
          </section>
        </div>
      ) : null}
      <DialogFooter>
        {known && mayOpenIncident ? (
          <Button onPress={() => openDialog({ kind: 'incident', at: place })} testId="open-incident">
            {t('mayOpen.incident')}
          </Button>
        ) : null}
        <Button onPress={onClose} autoFocus>
          {t('common.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
