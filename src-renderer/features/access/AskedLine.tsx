import { useTranslation } from 'react-i18next'
import type { CommandName } from '../../../src-domain/command/command.ts'
import type { AskState } from '../../feed/commands.ts'
import { DialogSays } from '../../ui/Dialog.tsx'
import { useRefusalWords } from '../../ui/refusalWords.ts'

type AskedLineProps = { readonly asked: AskState | null; readonly name: CommandName }

/** Beside the button that asked: why it was not done, or that nobody knows yet. */
export const AskedLine = ({ asked, name }: AskedLineProps) => {
  const { t } = useTranslation()
  const refusalWords = useRefusalWords()
  const action = t(`command.name.${name}`)
  if (asked?.kind !== 'refused' && asked?.kind !== 'unknown') return null
  return (
    <div role="alert" data-testid="asked">
      <DialogSays look="care">
        {asked.kind === 'refused'
          ? `${t('command.refused', { action })} ${refusalWords(asked.error)}`
          : `${t('command.unknown', { action })} ${t('command.unknownText')}`}
      </DialogSays>
    </div>
  )
}
