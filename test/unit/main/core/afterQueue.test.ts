import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { afterQueue } from '../../../../src-main/core/feed/afterQueue.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('what may wait begins when the queue has been drawn, and once', () => {
  const begin = vi.fn<() => void>()
  const waiting = afterQueue(begin)
  expect(begin).not.toHaveBeenCalled()
  waiting.drawn()
  waiting.drawn()
  vi.runAllTimers()
  expect(begin).toHaveBeenCalledOnce()
})

test('a queue that nobody draws keeps nothing away', () => {
  const begin = vi.fn<() => void>()
  afterQueue(begin)
  vi.advanceTimersByTime(3_000)
  expect(begin).toHaveBeenCalledOnce()
})

test('nothing begins in a process that ends', () => {
  const begin = vi.fn<() => void>()
  afterQueue(begin).close()
  vi.runAllTimers()
  expect(begin).not.toHaveBeenCalled()
})
