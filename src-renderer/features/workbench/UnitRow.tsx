import { Package, TriangleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { signalOf, type UnitLine } from './benchList.ts'
import { identify } from './identify.ts'
import { modelName } from './measures.ts'
import style from './Side.module.css'
import { lifeLook } from './unitWords.ts'

type UnitRowProps = {
  readonly line: UnitLine
  readonly isChosen: boolean
  readonly isStop: boolean
  readonly onChoose: () => void
}

/** One unit: how well it is heard, who it says that it is, and what stock knows of it. */
export const UnitRow = ({ line, isChosen, isStop, onChoose }: UnitRowProps) => {
  const { t } = useTranslation()
  const button = useRef<HTMLButtonElement>(null)
  const { near, stock, serial, place } = line
  useEffect(() => {
    if (!isChosen) return
    button.current?.scrollIntoView({ block: 'nearest' })
    // Moved by a key from another line: the focus goes along.
    if (document.activeElement?.closest('[data-unit]')) button.current?.focus()
  }, [isChosen])
  return (
    <li className={style.unit} data-chosen={isChosen || undefined} data-half={stock?.halfWiped || undefined}>
      <button
        ref={button}
        type="button"
        className={style.choose}
        aria-current={isChosen || undefined}
        tabIndex={isStop ? 0 : -1}
        onClick={onChoose}
        data-unit={line.key}
        data-testid="bench-unit"
      >
        <Heard line={line} />
        <span className={style.words}>
          <span className={style.tags}>
            <b>{serial ?? near?.name ?? near?.address}</b>
            {place === null ? null : <Tag look="plain">{t('bench.list.place', { n: place })}</Tag>}
          </span>
          {serial === null ? (
            <NoAnswer line={line} />
          ) : (
            <span className={style.tags}>
              <span className={style.line}>{stock ? modelName(stock.model, t) : near?.name}</span>
              <StateTag line={line} />
            </span>
          )}
          {near?.driver === 'generic' && serial !== null ? (
            <span className={style.line}>{t('bench.list.otherTest')}</span>
          ) : null}
        </span>
      </button>
      {near !== null && serial === null ? (
        <span className={style.ask}>
          <Button
            size="small"
            {...(near.identifying
              ? {}
              : { label: `${t('bench.list.identify')}: ${near.name ?? near.address}` })}
            isDisabled={near.identifying}
            onPress={() => identify(line)}
            testId="bench-identify"
          >
            {t(near.identifying ? 'bench.list.identifying' : 'bench.list.ask')}
          </Button>
        </span>
      ) : null}
    </li>
  )
}

/** Nothing else is known of it, and the button beside it says what to do about that. */
const NoAnswer = ({ line: { near } }: { readonly line: UnitLine }) => {
  const { t } = useTranslation()
  return near?.identifyFault != null && !near.identifying ? (
    <span className={style.tags}>
      <Tag look="care">{t('bench.list.identifyFailed')}</Tag>
    </span>
  ) : null
}

const StateTag = ({ line }: { readonly line: UnitLine }) => {
  const { t } = useTranslation()
  const { stock } = line
  if (stock === null) return <Tag look="grey">{t('bench.list.unknown')}</Tag>
  return stock.halfWiped ? (
    <Tag look="wait">{t('bench.halfWiped.title')}</Tag>
  ) : (
    <Tag look={lifeLook[stock.life]}>{t(`bench.life.${stock.life}`)}</Tag>
  )
}

/** Bars for the eye, a word for the ear; a box for what lies in stock and is not heard. */
const Heard = ({ line: { near, stock } }: { readonly line: UnitLine }) => {
  const { t } = useTranslation()
  if (near === null)
    return (
      <span className={style.heardBy}>
        {stock?.halfWiped ? (
          <TriangleAlert size="1.8rem" aria-hidden="true" />
        ) : (
          <Package size="1.8rem" strokeWidth={1.7} aria-hidden="true" />
        )}
      </span>
    )
  const signal = signalOf(near.rssi)
  const words = `${t(`bench.list.signal.${signal}`)}, ${near.rssi} dBm`
  return (
    <span className={style.heardBy} title={words}>
      <span className={style.bars} data-signal={signal} aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span className="hidden">{words}</span>
    </span>
  )
}
