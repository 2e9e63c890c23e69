import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CallAnswer, shortestPassphrase } from '../../src-preload/contract/contract.ts'

type Said = CallAnswer<'passphrase'>

/** What was said of the last try, in words. */
export const usePassphrase = () => {
  const { t } = useTranslation()
  const [error, setError] = useState<string | null>(null)
  const [isWorking, setWorking] = useState(false)
  const wordsOf = ({ outcome, retryAfterSeconds: seconds }: Said): string | null => {
    switch (outcome) {
      case 'done':
        return null
      case 'wrong':
        return seconds > 0 ? t('passphrase.wait', { seconds }) : t('passphrase.wrong')
      case 'tooShort':
        return t('passphrase.tooShort', { least: shortestPassphrase })
      case 'failed':
        return t('passphrase.failed')
      default:
        return outcome satisfies never
    }
  }
  return {
    error,
    isWorking,
    refuse: (why: 'differs'): void => setError(t(`passphrase.${why}`)),
    /** Resolves to whether it was taken. */
    say: async (ask: () => Promise<Said>): Promise<boolean> => {
      if (isWorking) return false
      setWorking(true)
      const said = await ask().finally(() => setWorking(false))
      setError(wordsOf(said))
      return said.outcome === 'done'
    },
  }
}
