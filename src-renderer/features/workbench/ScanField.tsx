import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../desk/useKeys.ts'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import style from './Side.module.css'
import type { Queueing } from './useQueueing.ts'

/** For a serial that no gun can read; and where it is said what became of the last one, scanned or typed. */
export const ScanField = ({ queueing }: { readonly queueing: Queueing }) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const { heard } = queueing
  const box = useRef<HTMLDivElement>(null)
  useKeys({
    f: (event) => {
      event.preventDefault()
      box.current?.querySelector('input')?.focus()
    },
  })
  return (
    <div ref={box} className={style.scan}>
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
        data-care={heard?.isCare || undefined}
        data-testid="bench-heard"
        data-n={heard?.n}
      >
        {heard?.text ?? t('bench.scan.hint')}
      </p>
    </div>
  )
}
