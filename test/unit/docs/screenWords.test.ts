import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { en } from '../../../src-renderer/i18n/en.ts'

const page = (name: string): string => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8')
const part = (text: string, title: string): string =>
  text.split(/^## /m).find((one) => one.startsWith(`${title}\n`)) ?? ''

const sentences = (node: unknown): string[] =>
  typeof node === 'string' ? [node] : Object.values(node ?? {}).flatMap(sentences)
const onScreen = sentences(en)

/** What stands in italics is what the window says; an ellipsis stands for what differs. */
const quoted = (text: string): string[] =>
  [...text.matchAll(/(?<![*\w])\*([^*\n]+)\*(?![*\w])/g)].map(([, words]) =>
    (words ?? '').replace(/…$/, '').trim(),
  )

describe.each([
  ['docs/operations.md, of the workbench', part(page('operations.md'), 'The workbench')],
  ['docs/workbench.md', page('workbench.md')],
])('%s', (_, text) => {
  it('says what is on the screen in the very words of the screen', () => {
    expect(quoted(text).length).toBeGreaterThan(5)
    expect(quoted(text).filter((words) => !onScreen.some((one) => one.includes(words)))).toEqual([])
  })
})
