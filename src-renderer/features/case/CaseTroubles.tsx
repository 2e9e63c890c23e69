import { TriangleAlert, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { dismissAsk, type Trouble, useTroubles } from '../../feed/commands.ts'
import { useAlarm } from '../../feed/hooks.ts'
import { IconButton } from '../../ui/Button.tsx'
import { useRefusalWords } from '../../ui/refusalWords.ts'
import style from './Case.module.css'

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

const TroubleLine = ({ trouble }: { readonly trouble: Trouble }) => {
  const { t } = useTranslation()
  const { ask, state } = trouble
  const refusalWords = useRefusalWords()
  const owner = useAlarm(ask.caseId)?.owner?.name
  const action = t(`command.name.${ask.name}`)
  return (
    <div className={style.trouble} data-testid="trouble" data-kind={state.kind}>
      <TriangleAlert size="1.8rem" aria-hidden="true" />
      <p>
        <b>{t(state.kind === 'refused' ? 'command.refused' : 'command.unknown', { action })}</b>{' '}
        {state.kind === 'refused' ? refusalWords(state.error, owner) : t('command.unknownText')}
      </p>
      <IconButton label={t('common.dismiss')} onPress={() => dismissAsk(ask.key)}>
        <X size="1.5rem" aria-hidden="true" />
      </IconButton>
    </div>
  )
}
