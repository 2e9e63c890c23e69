import { useEffect, useRef, useState } from 'react'
import type { Ms } from '../../../src-domain/time.ts'

/** `value`, renewed at most once in `interval`: drawing the map anew costs, above all without a graphics card. */
export const useEvery = <T>(value: T, interval: Ms): T => {
  const newest = useRef(value)
  const [shown, setShown] = useState(value)
  useEffect(() => {
    newest.current = value
  }, [value])
  useEffect(() => {
    const timer = setInterval(() => setShown(() => newest.current), interval)
    return () => clearInterval(timer)
  }, [interval])
  return shown
}
