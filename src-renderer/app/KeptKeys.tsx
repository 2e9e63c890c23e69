import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from '../desk/desk.ts'
import { call } from '../feed/bridge.ts'
import { useVault } from '../feed/hooks.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Form } from '../ui/Form.tsx'
import style from './App.module.css'
import { FreshPassphrase, noFresh } from './FreshPassphrase.tsx'
import { usePassphrase } from './usePassphrase.ts'

/** What protects the keys on this machine, said as it is; and another passphrase, where it is one. */
export const KeptKeys = () => {
  const { t } = useTranslation()
  const { kind } = useVault()
  const [isChanging, setChanging] = useState(false)
  if (kind === null) return null
  return (
    <section className={style.kept} aria-label={t('passphrase.kept.title')} data-testid="kept-keys">
      <p>
        <b>{t('passphrase.kept.title')}.</b> {t(`passphrase.kept.${kind}`)}
      </p>
      {kind !== 'passphrase' ? null : isChanging ? (
        <Change onDone={() => setChanging(false)} />
      ) : (
        <Button onPress={() => setChanging(true)} testId="change-passphrase">
          {t('passphrase.changeTitle')}
        </Button>
      )}
    </section>
  )
}

const Change = ({ onDone }: { readonly onDone: () => void }) => {
  const { t } = useTranslation()
  const [old, setOld] = useState('')
  const [fresh, setFresh] = useState(noFresh)
  const { error, isWorking, say: tell, refuse } = usePassphrase()
  const change = async () => {
    if (fresh.words !== fresh.again) return refuse('differs')
    if (!(await tell(() => call('changePassphrase', { old, fresh: fresh.words })))) return
    say(t('passphrase.changed'))
    onDone()
  }
  return (
    <Form onSubmit={() => void change()}>
      <Field
        label={t('passphrase.old')}
        value={old}
        onChange={setOld}
        type="password"
        maxLength={1_024}
        autoFocus
        testId="passphrase-old"
      />
      <FreshPassphrase value={fresh} onChange={setFresh} error={error} testId="passphrase-fresh" />
      <Button type="submit" look="primary" isDisabled={isWorking} testId="passphrase-change">
        {t(isWorking ? 'passphrase.working' : 'passphrase.change')}
      </Button>
    </Form>
  )
}
