import { useTranslation } from 'react-i18next'
import { Choice } from '../../ui/Choice.tsx'
import { DialogSays } from '../../ui/Dialog.tsx'
import type { Holder } from './grantHolders.ts'

/** Everybody who was sent; who cannot be given access stands there with the reason. */
export const GrantHolder = ({
  who,
  value,
  onChange,
}: {
  readonly who: readonly Holder[]
  readonly value: string | null
  readonly onChange: (handsetId: string) => void
}) => {
  const { t } = useTranslation()
  if (who.length === 0) return <DialogSays look="care">{t('dialog.grantNobodySent')}</DialogSays>
  return (
    <Choice
      label={t('dialog.grantHolder')}
      look="rows"
      autoFocus
      value={value}
      onChange={onChange}
      testId="grant-holder"
      options={who.map(({ handsetId, name, hindrance, responder }) => ({
        value: handsetId,
        text: name,
        aside: hindrance
          ? t(`grant.hindrance.${hindrance}`)
          : responder.dispatch
            ? t(`responder.dispatch.${responder.dispatch.state}`)
            : '',
        isDisabled: hindrance !== null,
      }))}
    />
  )
}
