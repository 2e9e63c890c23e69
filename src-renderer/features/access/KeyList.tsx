import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { TrustView } from '../../../src-preload/contract/access.ts'
import { useNow } from '../../feed/clock.ts'
import { useAsked, useUnderway } from '../../feed/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { dayAndClock } from '../../ui/timeWords.ts'
import style from './Access.module.css'
import { AskedLine } from './AskedLine.tsx'
import type { KeyStep } from './KeyChange.tsx'

type KeyListProps = { readonly trust: TrustView; readonly onStep: (step: KeyStep) => void }

/** The newest first, each with its state in words and what may be done with it. */
export const KeyList = ({ trust, onStep }: KeyListProps) => {
  const { t } = useTranslation()
  const titleId = useId()
  const rotating = useUnderway('rotateKey', null)
  const rotated = useAsked('rotateKey', null)
  return (
    <section aria-labelledby={titleId}>
      <div className={style.headLine}>
        <h3 id={titleId} className={style.heading}>
          {t('trust.version', { version: trust.version })}
        </h3>
        {trust.actions.includes('rotateKey') ? (
          <Button
            isDisabled={rotating !== null}
            onPress={() => onStep({ kind: 'rotate' })}
            testId="rotate-key"
          >
            {rotating ? t(`command.${rotating}`) : t('trust.rotate')}
          </Button>
        ) : null}
      </div>
      <AskedLine asked={rotated} name="rotateKey" />
      <ul className={style.opens} aria-label={t('trust.keys')}>
        {trust.keys.toReversed().map((key) => (
          <Key key={key.keyId} signingKey={key} actions={trust.actions} onStep={onStep} />
        ))}
      </ul>
    </section>
  )
}

type SigningKey = TrustView['keys'][number]
type KeyProps = {
  readonly signingKey: SigningKey
  readonly actions: TrustView['actions']
  readonly onStep: KeyListProps['onStep']
}

const Key = ({ signingKey: { keyId, state, signs, at }, actions, onStep }: KeyProps) => {
  const { t } = useTranslation()
  const now = useNow()
  const retiring = useUnderway('retireKey', null, keyId)
  const striking = useUnderway('strikeOffKey', null, keyId)
  const underway = retiring ?? striking
  const retired = useAsked('retireKey', null, keyId)
  const struck = useAsked('strikeOffKey', null, keyId)
  const when = dayAndClock(at, now)
  return (
    <li className={style.key} data-testid="signing-key" data-state={signs ? 'signs' : state}>
      <code>{keyId}</code>
      <span>
        <Tag look={signs ? 'plain' : state === 'struckOff' ? 'care' : 'grey'}>
          {signs ? t('trust.signs') : t(`trust.state.${state}`, { at: when })}
        </Tag>{' '}
        {state === 'trusted' && at > 0 ? (
          <span className="muted">{t('trust.since', { at: when })}</span>
        ) : null}
      </span>
      {underway ? (
        <span className="muted">{t(`command.${underway}`)}</span>
      ) : (
        <span className={style.act}>
          {state === 'trusted' && !signs && actions.includes('retireKey') ? (
            <Button
              size="small"
              label={t('trust.retireOne', { key: keyId })}
              onPress={() => onStep({ kind: 'retire', keyId })}
              testId="retire-key"
            >
              {t('trust.retire')}
            </Button>
          ) : null}
          {state === 'trusted' && actions.includes('strikeOffKey') ? (
            <Button
              size="small"
              label={t('trust.strikeOne', { key: keyId })}
              onPress={() => onStep({ kind: 'strike', keyId })}
              testId="strike-key"
            >
              {t('trust.strike')}
            </Button>
          ) : null}
        </span>
      )}
      <div className={style.wide}>
        <AskedLine asked={retired} name="retireKey" />
        <AskedLine asked={struck} name="strikeOffKey" />
      </div>
    </li>
  )
}
