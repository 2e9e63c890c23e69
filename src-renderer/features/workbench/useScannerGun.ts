import { useEffect, useEffectEvent } from 'react'
import { gapMs, isHands, noRun, type Stroke, take } from './scannerGun.ts'

type Field = HTMLInputElement | HTMLTextAreaElement

/** Hears a scanner gun wherever the focus is, but not in a dialog, where it types what it says. */
export const useScannerGun = (onScan: (text: string) => void): void => {
  const scanned = useEffectEvent(onScan)
  useEffect(() => {
    let run = noRun
    let held: KeyboardEvent[] = []
    /** The field into which the gun types, as it was before. */
    let typedInto: { readonly field: Field; readonly before: string } | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const again = new WeakSet<Event>()

    const giveBack = (): void => {
      const keys = isHands(run) ? held : []
      run = noRun
      held = []
      typedInto = null
      for (const key of keys) press(key)
    }
    const press = (key: KeyboardEvent): void => {
      const copy = new KeyboardEvent(key.type, { ...pick(key), bubbles: true, cancelable: true })
      again.add(copy)
      const target = key.target instanceof Element && key.target.isConnected ? key.target : document.body
      target.dispatchEvent(copy)
    }
    const hear = (event: KeyboardEvent): void => {
      if (again.has(event)) return
      const stroke = strokeOf(event)
      const taken = take(run, stroke)
      if (stroke.kind === 'silent') return
      clearTimeout(timer)
      const begins = taken.run.text.length === 1
      if (begins || (!taken.isHeld && taken.scanned === null)) giveBack()
      run = taken.run
      const field = fieldOf(event)
      if (begins && field !== null) typedInto = { field, before: field.value }
      if (taken.isHeld && (field === null || taken.scanned !== null)) {
        event.preventDefault()
        event.stopImmediatePropagation()
      }
      if (taken.isHeld && field === null && taken.scanned === null) held.push(event)
      if (taken.scanned === null) {
        if (run !== noRun) timer = setTimeout(giveBack, gapMs)
        return
      }
      if (typedInto !== null) setField(typedInto.field, typedInto.before)
      held = []
      typedInto = null
      scanned(taken.scanned)
    }
    window.addEventListener('keydown', hear, { capture: true })
    return () => {
      clearTimeout(timer)
      window.removeEventListener('keydown', hear, { capture: true })
    }
  }, [])
}

const silent = new Set(['Shift', 'CapsLock', 'AltGraph'])

const strokeOf = (event: KeyboardEvent): Stroke => {
  const at = event.timeStamp
  if (silent.has(event.key)) return { kind: 'silent', at }
  // A key that is held down comes as fast as a gun.
  if (event.repeat || event.isComposing || event.ctrlKey || event.altKey || event.metaKey)
    return { kind: 'other', at }
  if (document.querySelector('[role="dialog"]') !== null) return { kind: 'other', at }
  if (event.key === 'Enter') return { kind: 'enter', at }
  return event.key.length === 1 ? { kind: 'sign', sign: event.key, at } : { kind: 'other', at }
}

const fieldOf = ({ target }: KeyboardEvent): Field | null =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && ['text', 'password', 'search'].includes(target.type))
    ? target
    : null

/** So that React hears of it: it watches the property of each field, and the setter of all fields goes past that. */
const setField = (field: Field, value: string): void => {
  const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

const pick = ({ key, code, location, shiftKey }: KeyboardEvent) => ({ key, code, location, shiftKey })
