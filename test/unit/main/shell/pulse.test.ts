import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchPulse } from '../../../../src-main/shell/windows/pulse.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const open = () => {
  const ended = vi.fn<() => void>()
  const hangs = vi.fn<(hangs: boolean) => void>()
  const webContents = { on: () => undefined, forcefullyCrashRenderer: ended }
  const window = { isDestroyed: () => false, webContents }
  return { ...watchPulse(window as never, hangs, () => undefined), ended, hangs }
}

test('a page that falls silent is said not to draw, and then ended', () => {
  const page = open()
  page.alive()
  vi.advanceTimersByTime(3_000)
  expect(page.hangs.mock.calls).toEqual([[true]])
  vi.advanceTimersByTime(3_000)
  expect(page.ended).toHaveBeenCalledOnce()
})

test('a page that prints does not draw either, and is left alone until it is back', () => {
  const page = open()
  page.alive()
  page.pauses()
  expect(page.hangs.mock.calls).toEqual([[true]])
  vi.advanceTimersByTime(600_000)
  expect(page.ended).not.toHaveBeenCalled()
  page.alive()
  expect(page.hangs.mock.calls).toEqual([[true], [false]])
  vi.advanceTimersByTime(6_000)
  expect(page.ended).toHaveBeenCalledOnce()
})
