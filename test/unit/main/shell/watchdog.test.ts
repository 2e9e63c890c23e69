import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openWatchdog } from '../../../../src-main/shell/processes/watchdog.ts'

const spawn = vi.hoisted(() => vi.fn<() => unknown>())
vi.mock('node:child_process', () => ({ spawn }))

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const recordCrash = vi.fn<() => void>()
const open = () => openWatchdog({ entry: null, crashFolder: '/crash', profile: '/profile', recordCrash })

test('a watchdog that cannot even be begun is begun again, and takes nothing down', async () => {
  const sent: unknown[] = []
  spawn.mockImplementationOnce(() => {
    throw new Error('spawn ENOMEM')
  })
  spawn.mockImplementationOnce(() => ({
    connected: true,
    once: () => undefined,
    send: (message: unknown) => sent.push(message),
  }))
  const watchdog = open()
  watchdog.begin()
  expect(recordCrash).toHaveBeenCalledOnce()
  expect(spawn).toHaveBeenCalledOnce()
  await vi.advanceTimersByTimeAsync(0)
  expect(spawn).toHaveBeenCalledTimes(2)
  expect(sent).toMatchObject([{ kind: 'watch' }])

  // It takes the word and never says so: an end that is wanted comes all the same.
  let isSaid = false
  void watchdog.farewell().then(() => {
    isSaid = true
  })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(sent).toContainEqual({ kind: 'farewell' })
  expect(isSaid).toBe(true)
})
