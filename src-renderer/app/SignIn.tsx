import { Volume2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../feed/bridge.ts'
import { useHealth } from '../feed/hooks.ts'
import { usePeople } from '../feed/people.ts'
import { Button } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Field } from '../ui/Field.tsx'
import { Form } from '../ui/Form.tsx'
import { usePinWords } from '../ui/pinWords.ts'
import style from './App.module.css'

type SignInProps = {
  /** What it comes to, where somebody else's desk is taken over. */
  readonly says?: string
  readonly aside?: ReactNode
}

/** Beside the queue, which goes on ringing with its names hidden. */
export const SignIn = ({ says, aside }: SignInProps) => {
  const { t } = useTranslation()
  const isPractice = useHealth()?.practice ?? false
  const people = usePeople()
  const pinWords = usePinWords()
  const [personId, setPersonId] = useState<string | null>(null)
  const [pin, setPin] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [isEntering, setEntering] = useState(false)
  const chosen = people.find((person) => person.id === personId) ?? people[0]

  const choose = (id: string) => {
    setPersonId(id)
    setError(null)
    setPin('')
  }
  const enter = async () => {
    if (!chosen || isEntering) return
    setEntering(true)
    const asked = { personId: chosen.id, pin: pin || (chosen.pin ?? '') }
    const answer = await call('signIn', asked).finally(() => setEntering(false))
    if (!answer.ok) setError(pinWords(answer.error))
  }
  return (
    <div className={says ? style.lock : style.signIn}>
      <section className={style.signInCard} aria-label={t('signIn.title')} data-testid="sign-in">
        <div>
          <h2>{t('signIn.title')}</h2>
          <p className="muted">
            {says ?? t('signIn.text')} {isPractice ? t('signIn.practiceText') : ''}
          </p>
        </div>
        {says ? null : <SoundTest />}
        {people.length === 0 ? (
          <p className="muted">{t('signIn.none')}</p>
        ) : (
          <Form onSubmit={() => void enter()}>
            <Choice
              label={t('signIn.person')}
              look="rows"
              autoFocus
              value={chosen?.id ?? null}
              onChange={choose}
              testId="people"
              options={people.map((person) => ({
                value: person.id,
                text: person.name,
                aside: t(`role.${person.role}`),
              }))}
            />
            {chosen?.pin === null || error !== null ? (
              <Field
                label={t('signIn.pin')}
                value={pin}
                onChange={setPin}
                type="password"
                inputMode="numeric"
                maxLength={128}
                error={error}
                testId="pin"
              />
            ) : null}
            <Button type="submit" look="primary" size="large" wide isDisabled={isEntering} testId="enter">
              {isEntering ? t('signIn.entering') : t('signIn.enter')}
            </Button>
          </Form>
        )}
        {aside}
      </section>
    </div>
  )
}

const SoundTest = () => {
  const { t } = useTranslation()
  const [isPlayed, setPlayed] = useState(false)
  const play = async () => {
    await call('soundTest', {})
    setPlayed(true)
  }
  return (
    <div className={style.soundTest}>
      <Volume2 size="2.2rem" aria-hidden="true" />
      <p>
        <b>{t('signIn.soundTitle')}</b>
        <br />
        <span className="muted">{t('signIn.soundText')}</span>
      </p>
      <Button onPress={() => void play()} testId="sound-test">
        {isPlayed ? t('signIn.soundPlayed') : t('signIn.soundHeard')}
      </Button>
    </div>
  )
}
