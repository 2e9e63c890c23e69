import { Menu, MenuItem } from 'react-aria-components/Menu'
import { useTranslation } from 'react-i18next'
import type { SearchHit } from '../../../src-preload/contract/view.ts'
import { closeDialog, lookAt, openDialog } from '../../desk/desk.ts'
import { useSessionActions } from '../../feed/hooks.ts'
import { placeOf } from './hits.ts'
import style from './Palette.module.css'

/** What can be done with a place where nothing is going on. */
export const PlaceMenu = ({ hit, onBack }: { readonly hit: SearchHit; readonly onBack: () => void }) => {
  const { t } = useTranslation()
  const mayOpenIncident = useSessionActions().includes('openIncident')
  const place = placeOf(hit)
  const { position } = hit
  const label = t('palette.atPlace', { place: hit.title })
  return (
    <>
      <p className={style.place}>
        <b>{hit.title}</b> <span className={style.sub}>{hit.subtitle}</span>
      </p>
      <Menu
        className={style.menu ?? ''}
        aria-label={label}
        autoFocus="first"
        data-testid="place-menu"
        onAction={(key) => {
          if (key === 'back') {
            onBack()
            return
          }
          closeDialog()
          if (key === 'map' && position) lookAt(position, 16.5)
          if (key === 'mayOpen' && place) openDialog({ kind: 'whoMayOpen', place })
          if (key === 'incident' && place) openDialog({ kind: 'incident', at: place })
        }}
      >
        {position ? (
          <MenuItem id="map" className={style.item ?? ''}>
            {t('palette.onMap')}
          </MenuItem>
        ) : null}
        <MenuItem id="mayOpen" className={style.item ?? ''} data-testid="place-may-open">
          {t('opener.title')}
        </MenuItem>
        {mayOpenIncident ? (
          <MenuItem id="incident" className={style.item ?? ''} data-testid="place-incident">
            {t('mayOpen.incident')}
          </MenuItem>
        ) : null}
        <MenuItem id="back" className={style.item ?? ''}>
          {t('palette.back')}
        </MenuItem>
      </Menu>
    </>
  )
}
