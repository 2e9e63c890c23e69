import { Lock } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../src-preload/contract/view.ts'
import { call } from '../feed/bridge.ts'
import { usePracticePin } from '../feed/people.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Form } from '../ui/Form.tsx'
import { usePinWords } from '../ui/pinWords.ts'
import style from './App.module.css'
import { DeskCard } from './DeskCard.tsx'
import { SignIn } from './SignIn.tsx'

type Locked = Extract<Session, { readonly state: 'locked' }>

/** In the place of map and case: whose desk it is, why it is locked, and the way back. The queue rings beside it. */
export const LockScreen = ({ session }: { readonly session: Locked }) => {
  const { t } = useTranslation()
  const [isOther, setOther] = useState(false)
  const { name } = session.person
  if (isOther) {
    return (
      <SignIn
        says={t('lock.otherText', { name })}
        aside={
          <Button onPress={() => setOther(false)} testId="lock-back">
            {t('lock.back', { name })}
          </Button>
        }
      />
    )
  }
  return (
    <DeskCard
      icon={Lock}
      title={t('lock.title', { name })}
      says={t(`lock.why.${session.why}`)}
      testId="locked"
    >
      {session.canUnlock ? (
        <Unlock session={session} />
      ) : (
        <p role="status" data-testid="lock-cannot">
          {t('lock.cannot')}
        </p>
      )}
      <p className="muted">
        {t('lock.rings')} {t('lock.nobody')}
      </p>
      <div className={style.lockOther}>
        <Button onPress={() => setOther(true)} testId="lock-other">
          {t('lock.other')}
        </Button>
      </div>
    </DeskCard>
  )
}

const Unlock = ({ session }: { readonly session: Locked }) => {
  const { t } = useTranslation()
  const pinWords = usePinWords()
  const [pin, setPin] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [isChecking, setChecking] = useState(false)
  const practicePin = usePracticePin(session.person.id)
  const unlock = async () => {
    if (isChecking || pin === '') return
    setChecking(true)
    const answer = await call('unlock', { pin }).finally(() => setChecking(false))
    setPin('')
    setError(answer.ok ? null : pinWords(answer.error))
  }
  return (
    <Form onSubmit={() => void unlock()}>
      <Field
        label={t('lock.pin')}
        value={pin}
        onChange={setPin}
        type="password"
        inputMode="numeric"
        maxLength={128}
        autoFocus
        error={error}
        testId="unlock-pin"
      />
      {practicePin === null ? null : (
        <p className="muted">{t('lock.practicePin', { name: session.person.name, pin: practicePin })}</p>
      )}
      <Button type="submit" look="primary" size="large" wide isDisabled={isChecking} testId="unlock">
        {isChecking ? t('lock.unlocking') : t('lock.unlock')}
      </Button>
    </Form>
  )
}
