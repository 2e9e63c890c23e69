import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/** The tokens as the page has them: a look's own over those of the dark one. */
const css = readFileSync(new URL('../../../../src-renderer/ui/tokens.css', import.meta.url), 'utf8')
const blockOf = (selector: string): Map<string, string> => {
  const start = css.indexOf(`${selector} {`)
  const body = css.slice(start, css.indexOf('\n}', start))
  return new Map(
    [...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/gi)].map(([, name, value]) => [name ?? '', value ?? '']),
  )
}
const dark = blockOf(':root')
const looks = {
  dark,
  light: new Map([...dark, ...blockOf(":root[data-theme='light']"), ...blockOf(':root[data-theme="light"]')]),
  contrast: new Map([
    ...dark,
    ...blockOf(":root[data-theme='contrast']"),
    ...blockOf(':root[data-theme="contrast"]'),
  ]),
}

/** WCAG 2.2, relative luminance and contrast ratio. */
const luminance = (hex: string): number => {
  const [r, g, b] = [1, 3, 5].map((from) => {
    const part = Number.parseInt(hex.slice(from, from + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0)
}
const contrast = (a: string, b: string): number => {
  const [light, deep] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return ((light ?? 0) + 0.05) / ((deep ?? 0) + 0.05)
}

/** Every ink on every ground that it may stand on. */
const pairs: readonly (readonly [string, readonly string[]])[] = [
  ['ink', ['bg', 'panel', 'raised', 'hover', 'wait-bg', 'mine-bg', 'care-bg', 'chip']],
  ['ink-2', ['bg', 'panel', 'raised', 'hover', 'wait-bg', 'mine-bg', 'chip', 'key-bg']],
  ['ink-3', ['bg', 'panel', 'raised']],
  ['wait', ['bg', 'panel']],
  ['care', ['bg', 'panel', 'raised']],
  ['care-ink', ['care-bg']],
  ['mine', ['bg', 'panel', 'raised']],
  ['mine-ink', ['mine-chip']],
  ['wait-ink', ['wait-chip']],
  ['stale', ['bg', 'panel']],
  ['act-ink', ['act', 'act-hover', 'act-key', 'danger', 'danger-hover']],
  ['practice-ink', ['practice-1', 'practice-2']],
]

describe.each(Object.entries(looks))('%s', (name, tokens) => {
  const least = name === 'contrast' ? 7 : 4.5
  test.each(pairs.flatMap(([ink, grounds]) => grounds.map((ground) => [ink, ground] as const)))(
    '%s on %s can be read',
    (ink, ground) => {
      expect(contrast(tokens.get(ink) ?? '', tokens.get(ground) ?? '')).toBeGreaterThanOrEqual(least)
    },
  )
  test.each([
    ['field-line', 'raised'],
    ['focus', 'panel'],
    ['focus', 'bg'],
    ['wait-fill', 'wait-bg'],
    ['care-fill', 'care-bg'],
    ['mine-fill', 'mine-bg'],
  ] as const)('the shape %s stands out from %s', (shape, ground) => {
    expect(contrast(tokens.get(shape) ?? '', tokens.get(ground) ?? '')).toBeGreaterThanOrEqual(
      name === 'light' && shape === 'care-fill' ? 2.3 : 3,
    )
  })
})
