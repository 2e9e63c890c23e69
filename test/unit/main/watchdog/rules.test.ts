import { describe, expect, test } from 'vitest'
import {
  firstLife,
  hangs,
  heard,
  isWanted,
  nextLife,
  patienceWithMain,
  screenIsThere,
  tick,
  type Watched,
  withoutTools,
} from '../../../../src-main/watchdog/rules.ts'

const aged = (watched: Watched, seconds: number): Watched =>
  seconds === 0 ? watched : aged(tick(watched), seconds - 1)
const hangsAfter = (watched: Watched, seconds: number) => hangs(aged(watched, seconds), patienceWithMain)

describe('a main process', () => {
  test('hangs when it has said nothing for six seconds, and one word is enough', () => {
    expect(hangsAfter(heard(firstLife), 5)).toBe(false)
    expect(hangsAfter(heard(firstLife), 6)).toBe(true)
    expect(hangsAfter(heard(aged(heard(firstLife), 5)), 5)).toBe(false)
  })
  test('has half a minute for its first word', () => {
    expect(hangsAfter(firstLife, 29)).toBe(false)
    expect(hangsAfter(firstLife, 30)).toBe(true)
  })
  test('that dies soon after its start again and again is counted; one that had run well is not', () => {
    const loop = nextLife(nextLife(nextLife(aged(firstLife, 60))))
    expect(loop.inARow).toBe(3)
    expect(nextLife(aged(loop, 5)).inARow).toBe(1)
    expect(nextLife(aged(loop, 4)).inARow).toBe(4)
  })
  test('that ended as it wanted, or has said why it does not start, stays ended', () => {
    expect([0, 2].map(isWanted)).toEqual([true, true])
    expect([1, 70, null].map(isWanted)).toEqual([false, false, false])
  })
})

test('what a debugger brought along is not given to the next life', () => {
  const args = ['-r', '/tools/loader.js', '--inspect=0', 'out/main/index.js', '--practice', '--profile', '/p']
  expect(withoutTools(args)).toEqual(['out/main/index.js', '--practice', '--profile', '/p'])
})

test('there is no screen after a log-out, and one on another machine is taken to be there', () => {
  const on = (env: NodeJS.ProcessEnv, ...files: string[]) =>
    screenIsThere('linux', env, (file) => files.includes(file))
  expect(on({ DISPLAY: ':0' }, '/tmp/.X11-unix/X0')).toBe(true)
  expect(on({ DISPLAY: ':0.0' })).toBe(false)
  expect(on({ DISPLAY: 'desk:10.0' })).toBe(true)
  expect(on({ WAYLAND_DISPLAY: 'wayland-0', XDG_RUNTIME_DIR: '/run/1' }, '/run/1/wayland-0')).toBe(true)
  expect(on({ WAYLAND_DISPLAY: 'wayland-0', XDG_RUNTIME_DIR: '/run/1' })).toBe(false)
  expect(screenIsThere('win32', {}, () => false)).toBe(true)
})
