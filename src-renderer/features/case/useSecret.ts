import { useEffect, useState } from 'react'
import type { Refusal } from '../../../src-domain/result.ts'
import type { Ms } from '../../../src-domain/time.ts'
import { call } from '../../feed/bridge.ts'
import { serverNow } from '../../feed/clock.ts'

/** Digits that the centre shows once they are asked for, and that are kept nowhere but on this screen. */
export type Secret =
  | { readonly kind: 'asking' }
  | { readonly kind: 'shown'; readonly words: string; readonly until: Ms }
  /** It stood there long enough, and is forgotten here. */
  | { readonly kind: 'hidden' }
  | { readonly kind: 'withheld'; readonly error: Refusal }
  /** Nobody answered: whether it can be shown is not known. */
  | { readonly kind: 'lost' }

/** Asks for what the entry stands for, as soon as there is one; `again` asks once more. */
export const useSecret = (
  caseId: string,
  entryId: string | null,
  standsFor: Ms,
): { readonly secret: Secret; readonly again: () => void } => {
  const [secret, setSecret] = useState<Secret>({ kind: 'asking' })
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is another question.
  useEffect(() => {
    if (entryId === null) return
    let isCurrent = true
    let timer: ReturnType<typeof setTimeout> | undefined
    call('secret', { caseId, entryId }).then(
      (answer) => {
        if (!isCurrent) return
        if (answer.ok) {
          setSecret({ kind: 'shown', words: answer.value.words, until: serverNow() + standsFor })
          timer = setTimeout(() => setSecret({ kind: 'hidden' }), standsFor)
        } else if (answer.error.code === 'centreAway') setSecret({ kind: 'lost' })
        else setSecret({ kind: 'withheld', error: answer.error })
      },
      () => {
        if (isCurrent) setSecret({ kind: 'lost' })
      },
    )
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [caseId, entryId, standsFor, tries])
  return {
    secret,
    again: () => {
      setSecret({ kind: 'asking' })
      setTries((n) => n + 1)
    },
  }
}
