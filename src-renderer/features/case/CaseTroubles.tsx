import { TriangleAlert, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../desk/desk.ts'
import { dismissAsk, type Trouble, useTroubles } from '../../feed/commands.ts'
import { useAlarm } from '../../feed/hooks.ts'
import { IconButton } from '../../ui/Button.tsx'
import { useRefusalWords } from '../../ui/refusalWords.ts'
import style from './Troubles.module.css'

/** What was asked for and not done: why, and what can be done instead. Stays until it is dismissed. */
export const CaseTroubles = ({ caseId }: { readonly caseId: string }) => {
  const troubles = useTroubles().filter((trouble) => trouble.ask.caseId === caseId)
  return (
    <div className={style.troubles} aria-live="assertive">
      {troubles.map((trouble) => (
        <TroubleLine key={trouble.ask.key} trouble={trouble} />
      ))}
    </div>
  )
}

/** The same of cases that are not open here, and of what hangs on no case: what was asked for must not fail unseen. */
export const OtherTroubles = () => {
  const openId = useDesk((desk) => (desk.view === 'operations' ? desk.caseId : null))
  const troubles = useTroubles().filter(({ ask }) => ask.caseId === null || ask.caseId !== openId)
  return (
    <div className={style.otherTroubles} aria-live="assertive">
      {troubles.map((trouble) => (
        <TroubleLine key={trouble.ask.key} trouble={trouble} isElsewhere />
      ))}
    </div>
  )
}

const TroubleLine = ({
  trouble,
  isElsewhere = false,
}: {
  readonly trouble: Trouble
  readonly isElsewhere?: boolean
}) => {
  const { t } = useTranslation()
  const { ask, state } = trouble
  const refusalWords = useRefusalWords()
  const alarm = useAlarm(ask.caseId)
  const owner = alarm?.owner?.name
  const action = t(`command.name.${ask.name}`)
  return (
    <div className={style.trouble} data-testid="trouble" data-kind={state.kind}>
      <TriangleAlert size="1.8rem" aria-hidden="true" />
      <p>
        <b>{t(state.kind === 'refused' ? 'command.refused' : 'command.unknown', { action })}</b>{' '}
        {isElsewhere && alarm?.resident ? `${alarm.resident.name}. ` : ''}
        {state.kind === 'refused' ? refusalWords(state.error, owner) : t('command.unknownText')}
      </p>
      <IconButton label={t('common.dismiss')} onPress={() => dismissAsk(ask.key)}>
        <X size="1.5rem" aria-hidden="true" />
      </IconButton>
    </div>
  )
}
