import { Volume2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallAnswer } from '../../src-preload/contract/contract.ts'
import { call } from '../feed/bridge.ts'
import { useHealth } from '../feed/hooks.ts'
import { Button } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Field } from '../ui/Field.tsx'
import { Form } from '../ui/Form.tsx'
import { useRefusalWords } from '../ui/refusalWords.ts'
import style from './App.module.css'

type Person = CallAnswer<'people'>['people'][number]

/** People come from the centre: asked again until it has told them. */
const askAgainMs = 2_000

const usePeople = (): readonly Person[] => {
  const [people, setPeople] = useState<readonly Person[]>([])
  const isReplicaEmpty = (useHealth()?.storedSeq ?? 0) === 0
  const isEmpty = people.length === 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was stored anew may hold the people.
  useEffect(() => {
    let isCurrent = true
    const load = () =>
      call('people', {}).then(
        ({ people: known }) => {
          if (isCurrent) setPeople(known.filter((person) => person.role !== 'responder'))
        },
        // Core is away; it is asked again below.
        () => undefined,
      )
    void load()
    if (!isEmpty) return
    const timer = setInterval(() => void load(), askAgainMs)
    return () => {
      isCurrent = false
      clearInterval(timer)
    }
  }, [isEmpty, isReplicaEmpty])
  return people
}

/** Beside the queue, which goes on ringing with its names hidden. */
export const SignIn = () => {
  const { t } = useTranslation()
  const isPractice = useHealth()?.practice ?? false
  const people = usePeople()
  const refusalWords = useRefusalWords()
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
    const answer = await call('signIn', { personId: chosen.id, pin: pin || (chosen.pin ?? '') })
    setEntering(false)
    if (!answer.ok) setError(refusalWords(answer.error))
  }
  return (
    <div className={style.signIn}>
      <section className={style.signInCard} aria-label={t('signIn.title')} data-testid="sign-in">
        <div>
          <h2>{t('signIn.title')}</h2>
          <p className="muted">
            {t('signIn.text')} {isPractice ? t('signIn.practiceText') : ''}
          </p>
        </div>
        <SoundTest />
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
