import type { TFunction } from 'i18next'
import { CircleCheck, CircleDashed, Usb } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { BenchView } from '../../../src-preload/contract/bench.ts'
import style from './Adapter.module.css'
import { lackDo, lackSteps } from './lacks.ts'

/** What this machine still needs before it hears a lock, step by step, with the one that is missing in full. */
export const AdapterCard = ({ view }: { readonly view: BenchView }) => {
  const { t } = useTranslation()
  const { adapter, process } = view
  if (process !== 'running' || adapter === null || (!adapter.ready && adapter.lacks === null))
    return (
      <div className={style.adapter} role="status" data-testid="bench-looking">
        <h2>{t('bench.adapter.lookingTitle')}</h2>
        <p>{process === 'running' ? t('bench.adapter.looking') : processWords(process, t)}</p>
      </div>
    )
  return (
    <div className={style.adapter} data-testid="bench-lacks" data-lacks={adapter.lacks}>
      <h2>
        <Usb size="2.2rem" strokeWidth={1.7} aria-hidden="true" /> {t('bench.adapter.title')}
      </h2>
      <AdapterSteps adapter={adapter} />
      <p className="muted">{t('bench.adapter.again')}</p>
    </div>
  )
}

const processWords = (process: Exclude<BenchView['process'], 'running'>, t: TFunction): string => {
  switch (process) {
    case 'off':
    case 'starting':
      return t(`bench.state.${process}`)
    case 'restarting':
      return t('bench.adapter.looking')
    default:
      return process satisfies never
  }
}

/** Also in the dialog that helps with it. */
export const AdapterSteps = ({ adapter }: { readonly adapter: NonNullable<BenchView['adapter']> }) => {
  const { t } = useTranslation()
  const { platform, lacks, detail } = adapter
  return (
    <>
      <h3 className={style.stepsHead}>{t('bench.adapter.steps')}</h3>
      <ol className={style.lacks}>
        {lackSteps(platform, adapter.ready ? null : lacks).map(({ lack, state }) => (
          <li key={lack} data-state={state}>
            {state === 'there' ? (
              <CircleCheck size="1.8rem" aria-hidden="true" />
            ) : state === 'lacking' ? (
              <i className={style.lackMark} aria-hidden="true">
                !
              </i>
            ) : (
              <CircleDashed size="1.8rem" aria-hidden="true" />
            )}
            <div>
              <b>{t(`bench.lacks.${lack}`)}</b>{' '}
              <span className={style.lackState}>{t(`bench.adapter.${state}`)}</span>
              {state === 'lacking' ? <p>{lackDo(platform, lack, t)}</p> : null}
              {state === 'lacking' && detail !== '' ? (
                <p className={style.system}>
                  {t('bench.adapter.system')}: <code>{detail}</code>
                </p>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
    </>
  )
}
