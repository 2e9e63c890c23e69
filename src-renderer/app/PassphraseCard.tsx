import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shortestPassphrase } from '../../src-preload/contract/contract.ts'
import { call } from '../feed/bridge.ts'
import { useVault } from '../feed/hooks.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Form } from '../ui/Form.tsx'
import style from './App.module.css'
import { DeskCard } from './DeskCard.tsx'
import { FreshPassphrase, noFresh } from './FreshPassphrase.tsx'
import { usePassphrase } from './usePassphrase.ts'

/** In the place of the sign-in, until what is kept on this machine is open. The queue rings beside it. */
export const PassphraseCard = () => {
  const { t } = useTranslation()
  const { state } = useVault()
  if (state === 'open') return null
  return (
    <DeskCard
      icon={KeyRound}
      title={t(`passphrase.title.${state}`)}
      says={t(`passphrase.text.${state}`)}
      testId="passphrase"
      state={state}
    >
      {state === 'asked' ? <Give /> : state === 'begin' ? <Begin /> : <KeyringAway />}
    </DeskCard>
  )
}

const Give = () => {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const { error, isWorking, say } = usePassphrase()
  const give = async () => {
    if (words === '') return
    const wasTaken = await say(() => call('passphrase', { passphrase: words }))
    if (!wasTaken) setWords('')
  }
  return (
    <Form onSubmit={() => void give()}>
      <Field
        label={t('passphrase.field')}
        value={words}
        onChange={setWords}
        type="password"
        maxLength={1_024}
        autoFocus
        error={error}
        testId="passphrase-field"
      />
      <Button type="submit" look="primary" size="large" wide isDisabled={isWorking} testId="passphrase-open">
        {t(isWorking ? 'passphrase.working' : 'passphrase.open')}
      </Button>
    </Form>
  )
}

const Begin = () => {
  const { t } = useTranslation()
  const [fresh, setFresh] = useState(noFresh)
  const { words, again } = fresh
  const { error, isWorking, say, refuse } = usePassphrase()
  const begin = () => {
    if (words.length >= shortestPassphrase && words !== again) refuse('differs')
    else void say(() => call('passphrase', { passphrase: words }))
  }
  return (
    <Form onSubmit={begin}>
      <FreshPassphrase value={fresh} onChange={setFresh} error={error} autoFocus testId="passphrase-field" />
      <Button type="submit" look="primary" size="large" wide isDisabled={isWorking} testId="passphrase-open">
        {t(isWorking ? 'passphrase.working' : 'passphrase.choose')}
      </Button>
    </Form>
  )
}

/** Nothing is thrown away, and what is set aside is set aside by somebody who said so twice. */
const KeyringAway = () => {
  const { t } = useTranslation()
  const [isSure, setSure] = useState(false)
  const [isWorking, setWorking] = useState(false)
  const ask = async (what: 'tryAgain' | 'beginAnew') => {
    setWorking(true)
    await call('keyring', { do: what }).finally(() => setWorking(false))
  }
  return (
    <div className={style.keyring}>
      <Button
        look="primary"
        size="large"
        wide
        autoFocus
        isDisabled={isWorking}
        onPress={() => void ask('tryAgain')}
        testId="keyring-again"
      >
        {t(isWorking ? 'passphrase.working' : 'passphrase.tryAgain')}
      </Button>
      <Button
        look={isSure ? 'danger' : 'plain'}
        isDisabled={isWorking}
        onPress={() => (isSure ? void ask('beginAnew') : setSure(true))}
        testId="keyring-anew"
      >
        {t(isSure ? 'passphrase.beginAnewSure' : 'passphrase.beginAnew')}
      </Button>
    </div>
  )
}
