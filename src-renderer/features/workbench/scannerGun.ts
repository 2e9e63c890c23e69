import type { Ms } from '../../../src-domain/time.ts'

/**
 * A scanner gun is a keyboard that types very fast and then presses Enter. Its first sign looks like a key that somebody
 * pressed, so it is held back for as long as the next one would take.
 */
export const gapMs: Ms = 50
/** Shorter than any serial: somebody rolled over two keys. */
const shortest = 4

export type Run = { readonly text: string; readonly lastAt: Ms }
export const noRun: Run = { text: '', lastAt: Number.NEGATIVE_INFINITY }

export type Stroke =
  /** One sign without Ctrl, Alt or Meta. */
  | { readonly kind: 'sign'; readonly sign: string; readonly at: Ms }
  | { readonly kind: 'enter'; readonly at: Ms }
  /** Shift and the like, which a gun presses between its signs. */
  | { readonly kind: 'silent'; readonly at: Ms }
  | { readonly kind: 'other'; readonly at: Ms }

export type Taken = {
  readonly run: Run
  /** Whether the stroke belongs to the gun, as far as can be known yet, and must not act as a key. */
  readonly isHeld: boolean
  /** What was scanned, when this ended it. */
  readonly scanned: string | null
}

/** A serial begins with a letter or a figure; Space must answer an alarm at once. */
const begins = /^[\p{L}\p{N}]$/u

/** What one stroke makes of the run so far. `at` is when the key went down, by a monotonic clock. */
export const take = (run: Run, stroke: Stroke): Taken => {
  const follows = run.text !== '' && stroke.at - run.lastAt <= gapMs
  switch (stroke.kind) {
    case 'sign': {
      if (!follows && !begins.test(stroke.sign)) return { run: noRun, isHeld: false, scanned: null }
      const text = follows ? run.text + stroke.sign : stroke.sign
      return { run: { text, lastAt: stroke.at }, isHeld: true, scanned: null }
    }
    case 'enter': {
      const isScan = follows && run.text.length >= shortest
      return { run: noRun, isHeld: isScan, scanned: isScan ? run.text : null }
    }
    case 'silent':
      return { run, isHeld: false, scanned: null }
    case 'other':
      return { run: noRun, isHeld: false, scanned: null }
    default:
      return stroke satisfies never
  }
}

/** What is given back as keys when nothing follows: a hand's one or two. A longer run without Enter was a gun's, and nobody's key. */
export const isHands = (run: Run): boolean => run.text.length < shortest
