import { useEffect, useEffectEvent } from 'react'
import { tinykeys } from 'tinykeys'
import { isControl, isTyping } from './keyGuard.ts'

type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>

/** Keys that a control with focus keeps for itself, where they come alone. */
const controls = new Set([' ', 'Enter'])

/**
 * Keys of this window. Held down they act once, unless `repeats`; letters do nothing while a field or a
 * dialog has focus. `always` is for what must work from everywhere, such as the palette.
 */
export const useKeys = (keys: Keys, { always = false, repeats = false } = {}): void => {
  const act = useEffectEvent((name: string, event: KeyboardEvent) => {
    if (event.repeat && !repeats) return
    if (!always && (isTyping(event.target) || hasDialog())) return
    if (controls.has(event.key) && !isCombined(event) && isControl(event.target)) return
    keys[name]?.(event)
  })
  const names = Object.keys(keys).join('\n')
  useEffect(
    () =>
      tinykeys(
        window,
        Object.fromEntries(
          names.split('\n').map((name) => [name, (event: KeyboardEvent) => act(name, event)]),
        ),
        { ignore: () => false },
      ),
    [names],
  )
}

const isCombined = (event: KeyboardEvent): boolean => event.ctrlKey || event.metaKey || event.altKey

const hasDialog = (): boolean => document.querySelector('[role="dialog"]') !== null

/** For a list that moves by keys in the whole window: the queue moves within itself, and what scrolls keeps the arrows. */
export const isElsewhere = ({ key, target }: KeyboardEvent): boolean =>
  target instanceof Element &&
  (target.closest('[role="grid"]') !== null ||
    (key.startsWith('Arrow') && target.closest('[data-own-arrows]') !== null))
