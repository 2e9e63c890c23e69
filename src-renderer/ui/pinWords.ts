import { useTranslation } from 'react-i18next'
import type { Refusal } from '../../src-domain/result.ts'
import { useRefusalWords } from './refusalWords.ts'

/** Why a PIN was not taken, and for how long none is. */
export const usePinWords = (): ((error: Refusal) => string) => {
  const { t } = useTranslation()
  const refusalWords = useRefusalWords()
  return (error) => {
    if (error.code !== 'signInRefused') return refusalWords(error)
    const { retryAfterSeconds } = error.detail
    return retryAfterSeconds === undefined ? t('lock.wrong') : t('lock.wait', { seconds: retryAfterSeconds })
  }
}
