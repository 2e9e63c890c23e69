import type { ReactNode } from 'react'
import style from './Form.module.css'

/** Enter in a field sends it, like its main button. */
export const Form = ({
  children,
  onSubmit,
}: {
  readonly children: ReactNode
  readonly onSubmit: () => void
}) => (
  <form
    className={style.form}
    noValidate
    onSubmit={(event) => {
      event.preventDefault()
      onSubmit()
    }}
    onKeyDown={(event) => {
      // Radio buttons keep Enter to themselves in React Aria; here it means "do it".
      if (event.key !== 'Enter' || event.defaultPrevented) return
      if (event.target instanceof HTMLInputElement && ['radio', 'checkbox'].includes(event.target.type)) {
        event.preventDefault()
        event.currentTarget.requestSubmit()
      }
    }}
  >
    {children}
  </form>
)
