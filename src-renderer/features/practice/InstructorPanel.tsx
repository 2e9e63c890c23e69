import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallAnswer, CallArgs } from '../../../src-preload/contract/contract.ts'
import { call } from '../../feed/bridge.ts'
import { nb } from '../../i18n/nb.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Dialog, DialogSays, DialogText } from '../../ui/Dialog.tsx'
import style from './Instructor.module.css'

type Practice = Extract<CallAnswer<'practice'>, { ok: true }>['value']

type Known = keyof typeof nb.instructor.names
const known = Object.keys(nb.instructor.names).filter((name): name is Known => name in nb.instructor.names)

/** How many times faster than life; 0 stands still. */
const speeds = ['0', '1', '2', '5', '10', '30', '60'] as const

/** Starts what the instructor wants to see handled. In practice only; the centre itself refuses it elsewhere. */
export const InstructorPanel = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const [practice, setPractice] = useState<Practice | null>(null)
  const [hasFailed, setFailed] = useState(false)
  const tell = async (args: CallArgs<'practice'>) => {
    const answer = await call('practice', args)
    setFailed(!answer.ok)
    if (answer.ok) setPractice(answer.value)
  }
  useEffect(() => {
    let isCurrent = true
    void call('practice', { do: 'list' }).then((answer) => {
      if (!isCurrent) return
      setFailed(!answer.ok)
      if (answer.ok) setPractice(answer.value)
    })
    return () => {
      isCurrent = false
    }
  }, [])
  const nameOf = (scenario: string): string => {
    const name = nameKey(scenario)
    return name ? t(`instructor.names.${name}`) : scenario
  }
  return (
    <Dialog title={t('instructor.title')} onClose={onClose} testId="instructor">
      <DialogText>{t('instructor.text')}</DialogText>
      {hasFailed ? <DialogSays look="care">{t('instructor.failed')}</DialogSays> : null}
      {practice === null ? (
        hasFailed ? null : (
          <p>{t('common.loading')}</p>
        )
      ) : (
        <>
          <div className={style.running}>
            <b data-testid="running">
              {practice.running === null
                ? t('instructor.idle')
                : t('instructor.running', { name: nameOf(practice.running) })}
            </b>
            {practice.running === null ? null : (
              <Button size="small" onPress={() => void tell({ do: 'stop' })}>
                {t('instructor.stop')}
              </Button>
            )}
          </div>
          <Choice
            label={`${t('instructor.speed')}: ${
              practice.speed === 0
                ? t('instructor.standing')
                : t('instructor.speedValue', { factor: practice.speed })
            }`}
            value={speeds.find((speed) => Number(speed) === practice.speed) ?? null}
            onChange={(speed) => void tell({ do: 'speed', factor: Number(speed) })}
            options={speeds.map((value) => ({
              value,
              text: value === '0' ? t('instructor.standing') : `${value} ×`,
            }))}
          />
          <section aria-label={t('instructor.scenarios')}>
            <h3 className={style.heading}>{t('instructor.scenarios')}</h3>
            <ul className={style.scenarios}>
              {practice.scenarios.map((scenario) => (
                <Scenario
                  key={scenario}
                  scenario={scenario}
                  name={nameOf(scenario)}
                  isRunning={practice.running === scenario}
                  onStart={() => void tell({ do: 'start', scenario })}
                />
              ))}
            </ul>
          </section>
        </>
      )}
    </Dialog>
  )
}

/** `fall-with-chain` and `fallWithChain` are the same scenario. */
const nameKey = (scenario: string): Known | undefined => {
  const plain = scenario.replace(/[-_.](\w)/g, (_, letter: string) => letter.toUpperCase())
  return known.find((name) => name === plain)
}

type ScenarioProps = {
  readonly scenario: string
  readonly name: string
  readonly isRunning: boolean
  readonly onStart: () => void
}

const Scenario = ({ scenario, name, isRunning, onStart }: ScenarioProps) => {
  const { t } = useTranslation()
  const key = nameKey(scenario)
  return (
    <li className={style.scenario} data-running={isRunning || undefined}>
      <span>
        <b>{name}</b>
        {key ? (
          <>
            <br />
            <span className="muted">{t(`instructor.tells.${key}`)}</span>
          </>
        ) : null}
      </span>
      <Button
        size="small"
        label={t('instructor.startSays', { name })}
        onPress={onStart}
        testId={`start-${scenario}`}
      >
        {t('instructor.start')}
      </Button>
    </li>
  )
}
