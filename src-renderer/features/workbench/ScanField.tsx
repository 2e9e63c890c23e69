import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../desk/useKeys.ts'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { useRefusalWords } from '../../ui/refusalWords.ts'
import type { Heard } from './heard.ts'
import style from './Side.module.css'
import type { Queueing } from './useQueueing.ts'

/** What did not go as whoever scanned it meant. */
const isCare: Readonly<Record<Heard['kind'], boolean>> = {
  queued: false,
  alreadyQueued: false,
  runs: false,
  unknown: true,
  several: true,
  refused: true,
}

/** For a serial that no gun can read; and where it is said what became of the last one, scanned or typed. */
export const ScanField = ({ queueing }: { readonly queueing: Queueing }) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const { heard, n } = queueing
  const refusalWords = useRefusalWords()
  const box = useRef<HTMLDivElement>(null)
  useKeys({
    f: (event) => {
      event.preventDefault()
      box.current?.querySelector('input')?.focus()
    },
  })
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: out of the field again, where letters are keys.
    <div
      ref={box}
      className={style.scan}
      onKeyDown={({ key }) => {
        if (key === 'Escape') box.current?.querySelector('input')?.blur()
      }}
    >
      <Form
        onSubmit={() => {
          if (text.trim() === '') return
          queueing.scan(text)
          setText('')
        }}
      >
        <Field
          label={t('bench.scan.label')}
          value={text}
          onChange={setText}
          maxLength={128}
          testId="bench-serial"
        />
      </Form>
      <p
        className={style.heard}
        role="status"
        data-care={(heard !== null && isCare[heard.kind]) || undefined}
        data-testid="bench-heard"
        data-n={n}
      >
        {heard === null
          ? t('bench.scan.hint')
          : heard.kind === 'refused'
            ? t('bench.scan.refused', { serial: heard.serial, why: refusalWords(heard.error) })
            : t(`bench.scan.${heard.kind}`, { serial: heard.serial })}
      </p>
    </div>
  )
}
