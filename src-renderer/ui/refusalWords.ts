import { useTranslation } from 'react-i18next'
import type { Refusal } from '../../src-domain/result.ts'

/** What was refused and what can be done now. `owner`: who has the alarm, as far as this window knows. */
export const useRefusalWords = (): ((error: Refusal, owner?: string) => string) => {
  const { t } = useTranslation()
  return ({ code, detail }, owner) => {
    const name = detail.name ?? owner ?? detail.owner ?? t('common.unknown')
    return `${t(`refusal.${code}.what`, { name })} ${t(`refusal.${code}.do`)}`
  }
}
