import { useEffect, useState } from 'react'
import { useDesk } from '../desk/desk.ts'
import style from './App.module.css'

/** Long enough to read a line twice. */
const standsMs = 6_000

/** A short line that says what was just done here. */
export const Said = () => {
  const said = useDesk((desk) => desk.said)
  const [gone, setGone] = useState(0)
  useEffect(() => {
    if (!said) return
    const timer = setTimeout(() => setGone(said.n), standsMs)
    return () => clearTimeout(timer)
  }, [said])
  const isShown = said !== null && said.n > gone
  return (
    <div role="status" data-testid="said">
      {isShown ? <p className={style.said}>{said.text}</p> : null}
    </div>
  )
}
