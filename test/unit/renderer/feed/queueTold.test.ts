import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { queueTold, useFeed } from '../../../../src-renderer/feed/store.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  useFeed.setState(useFeed.getInitialState())
})

const whenTold = (atMost: number) => {
  const seen = vi.fn<() => void>()
  void queueTold(atMost).then(seen)
  return seen
}

test('a queue that was told is drawn at once', async () => {
  const told = whenTold(150)
  useFeed.setState({ health: null })
  await vi.advanceTimersByTimeAsync(10)
  expect(told).not.toHaveBeenCalled()
  useFeed.setState({ alarmsEpoch: 1 })
  await vi.advanceTimersByTimeAsync(0)
  expect(told).toHaveBeenCalledOnce()
})

test('a core that takes its time is not waited for', async () => {
  const told = whenTold(150)
  await vi.advanceTimersByTimeAsync(150)
  expect(told).toHaveBeenCalledOnce()
})
