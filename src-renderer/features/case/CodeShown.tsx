import { useTranslation } from 'react-i18next'
import { minute } from '../../../src-domain/time.ts'
import type { CodeView } from '../../../src-preload/contract/access.ts'
import { useNow } from '../../feed/clock.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogFooter, DialogSays } from '../../ui/Dialog.tsx'
import { useRefusalWords } from '../../ui/refusalWords.ts'
import { dayAndClock, stopwatch } from '../../ui/timeWords.ts'
import style from './Code.module.css'
import { Digits } from './Digits.tsx'
import { type Secret, useSecret } from './useSecret.ts'

/** So long may the one who gave a code have it shown again; the centre holds to it. */
export const shownFor = 10 * minute

/** The digits to say. Until the entry is here there is nothing to ask for; the centre is making them. */
export const CodeShown = ({
  caseId,
  entryId,
  code,
  onClose,
}: {
  readonly caseId: string
  readonly entryId: string | null
  /** Its window, once the case has it. */
  readonly code: CodeView | undefined
  readonly onClose: () => void
}) => {
  const { t } = useTranslation()
  const { secret, again } = useSecret(caseId, entryId, shownFor)
  return (
    <>
      <div aria-live="polite" className={style.secret}>
        {entryId === null ? (
          <p data-testid="code-sending">{t('code.making')}</p>
        ) : (
          <SecretSays secret={secret} lost={t('code.lost')} />
        )}
      </div>
      {code && (secret.kind === 'shown' || secret.kind === 'lost') ? <Valid code={code} /> : null}
      {/* No button copies it: a code on the clipboard ends in a chat, where it outlives its window. */}
      <DialogFooter>
        {secret.kind === 'lost' && entryId !== null ? (
          <Button onPress={again} testId="secret-again">
            {t('code.tryAgain')}
          </Button>
        ) : null}
        <Button look="primary" autoFocus onPress={onClose} testId="code-done">
          {t('common.close')}
        </Button>
      </DialogFooter>
    </>
  )
}

/** Until when it opens, and until when it can be shown. */
const Valid = ({ code }: { readonly code: CodeView }) => {
  const { t } = useTranslation()
  const now = useNow()
  return (
    <p className={style.valid}>
      <b>{t('code.valid', { at: dayAndClock(code.until, now) })}</b>
      <span role="timer">{t('grant.left', { left: stopwatch(code.until - now) })}</span>
      <span className="muted">
        {t('code.shownUntil', { at: dayAndClock(code.issuedAt + shownFor, now) })}
      </span>
    </p>
  )
}

/** What stands where the digits stand; `lost`: what to say where no answer came. */
export const SecretSays = ({ secret, lost }: { readonly secret: Secret; readonly lost: string }) => {
  const { t } = useTranslation()
  const refusalWords = useRefusalWords()
  switch (secret.kind) {
    case 'asking':
      return <p>{t('code.fetching')}</p>
    case 'shown':
      return <Digits words={secret.words} />
    case 'hidden':
      return <p data-testid="secret-hidden">{t('code.hidden')}</p>
    case 'withheld':
      return <DialogSays look="care">{refusalWords(secret.error)}</DialogSays>
    case 'lost':
      return <DialogSays look="care">{lost}</DialogSays>
    default:
      return secret satisfies never
  }
}
