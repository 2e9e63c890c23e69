import { describe, expect, test } from 'vitest'
import type { CorePort } from '../../../src-preload/asking.ts'
import { openBridge } from '../../../src-preload/bridge.ts'
import type { Heard } from '../../../src-preload/contract/contract.ts'

const caseId = '0190d3a0-0000-7000-8000-000000000001'
const delta = (reset: boolean, removed: string[] = []) => ({ reset, changed: [], removed })

/** A bridge with a core that is played by the test; time passes only when the test says so. */
const joined = () => {
  const timers: { run: () => void; ms: number }[] = []
  const shellAsked: unknown[] = []
  let connects = 0
  let shellAnswer: unknown = { opened: true }
  const opened = openBridge({
    askShell: (name, args) => {
      shellAsked.push({ name, args })
      return Promise.resolve(shellAnswer)
    },
    connect: () => {
      connects += 1
    },
    later: (run, ms) => {
      const timer = { run, ms }
      timers.push(timer)
      return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0)
    },
  })
  const core = () => {
    const sent: { n: number; name: string; args: unknown }[] = []
    let say: (message: unknown) => void = () => undefined
    let closed = false
    const port: CorePort = {
      post: (message) => void sent.push(message as (typeof sent)[number]),
      listen: (listener) => {
        say = listener
      },
      close: () => {
        closed = true
      },
    }
    opened.onPort(port)
    return { sent, say: (message: unknown) => say(message), closed: () => closed }
  }
  return {
    ...opened,
    core,
    shellAsked,
    answerOfShell: (answer: unknown) => {
      shellAnswer = answer
    },
    connects: () => connects,
    pass: () => {
      for (const timer of timers.splice(0)) timer.run()
    },
  }
}

describe('a call', () => {
  test('goes to core and comes back parsed', async () => {
    const { bridge, core } = joined()
    const port = core()
    const asking = bridge.call('search', { text: 'aune' })
    expect(port.sent).toEqual([{ n: 1, name: 'search', args: { text: 'aune' } }])
    port.say({ n: 1, answer: { hits: [] } })
    expect(await asking).toEqual({ hits: [] })
  })

  test('waits for the first port', async () => {
    const { bridge, core } = joined()
    const asking = bridge.call('signOut', {})
    const port = core()
    expect(port.sent).toHaveLength(1)
    port.say({ n: 1, answer: {} })
    expect(await asking).toEqual({})
  })

  test('with wrong arguments or an unknown name never leaves', async () => {
    const { bridge, core, shellAsked } = joined()
    const port = core()
    await expect(bridge.call('search', { text: 5 } as never)).rejects.toThrow('text: invalid_type')
    await expect(bridge.call('toString' as never, {} as never)).rejects.toThrow('no such call')
    expect([...port.sent, ...shellAsked]).toEqual([])
  })

  test('with an answer that cannot be read fails, and is counted', async () => {
    const { bridge, core } = joined()
    const heard: Heard['core'][] = []
    bridge.on('core', (value) => heard.push(value))
    const port = core()
    const asking = bridge.call('search', { text: 'a' })
    port.say({ n: 1, answer: { hits: 'many' } })
    await expect(asking).rejects.toThrow('could not be read')
    expect(heard.at(-1)?.unreadable).toEqual({ count: 1, latest: 'answer to search: hits: invalid_type' })
  })

  test('that core refuses fails with its words; one without an answer fails in time', async () => {
    const { bridge, core, pass } = joined()
    const port = core()
    const refused = bridge.call('people', {})
    port.say({ n: 1, failed: 'not now' })
    await expect(refused).rejects.toThrow('people: not now')
    const lost = bridge.call('people', {})
    pass()
    await expect(lost).rejects.toThrow('no answer in time')
  })

  test('to shell goes to shell, and its answer is parsed too', async () => {
    const { bridge, shellAsked, answerOfShell } = joined()
    expect(await bridge.call('telephone', { number: '110' })).toEqual({ opened: true })
    expect(shellAsked).toEqual([{ name: 'telephone', args: { number: '110' } }])
    answerOfShell({ opened: 'perhaps' })
    await expect(bridge.call('telephone', { number: '110' })).rejects.toThrow('could not be read')
  })
})

describe('when core dies', () => {
  test('what was asked fails at once, what is asked meanwhile too, and a new port serves again', async () => {
    const { bridge, core, onCore } = joined()
    const heard: Heard['core'][] = []
    bridge.on('core', (value) => heard.push(value))
    const first = core()
    const asked = bridge.call('people', {})
    onCore({ state: 'restarting', restarts: 1 })
    await expect(asked).rejects.toThrow('started again')
    await expect(bridge.call('people', {})).rejects.toThrow('started again')
    expect(first.closed()).toBe(true)
    const second = core()
    const again = bridge.call('signOut', {})
    second.say({ n: second.sent[0]?.n, answer: {} })
    expect(await again).toEqual({})
    expect(heard.map(({ state, restarts }) => `${state} ${restarts}`)).toEqual([
      'running 0',
      'restarting 1',
      'running 1',
    ])
  })
})

describe('a push', () => {
  test('asks for the port once, after everybody has had a turn to subscribe', () => {
    const { bridge, connects, pass } = joined()
    bridge.on('alarms', () => undefined)
    bridge.on('health', () => undefined)
    expect(connects()).toBe(0)
    pass()
    expect(connects()).toBe(1)
  })

  test('that came before its listener is held: the latest whole state, and what followed', () => {
    const { bridge, core } = joined()
    const port = core()
    for (const value of [delta(false, ['a']), delta(true), delta(false, ['b'])])
      port.say({ push: 'alarms', value })
    port.say({ push: 'session', value: { state: 'signedOut' } })
    const alarms: unknown[] = []
    bridge.on('alarms', (value) => alarms.push(value))
    expect(alarms).toEqual([delta(true), delta(false, ['b'])])
    bridge.on('alarms', (value) => alarms.push(value))
    expect(alarms).toHaveLength(2)
  })

  test('of which too many came before a listener is asked for anew', () => {
    const { bridge, core, connects } = joined()
    const port = core()
    for (let i = 0; i < 1_200; i++) port.say({ push: 'units', value: delta(false, [`${i}`]) })
    const units: unknown[] = []
    bridge.on('units', (value) => units.push(value))
    expect(units).toEqual([])
    expect(connects()).toBe(1)
  })

  test('stops for one who no longer listens', () => {
    const { bridge, core } = joined()
    const port = core()
    const heard: unknown[] = []
    const end = bridge.on('probe', (value) => heard.push(value))
    port.say({ push: 'probe', value: { probeId: caseId, at: 1 } })
    end()
    port.say({ push: 'probe', value: { probeId: caseId, at: 2 } })
    expect(heard).toHaveLength(1)
  })

  test.each([
    ['no message of ours', 'hello'],
    ['an unknown name', { push: 'constructor', value: {} }],
    ['a value that cannot be read', { push: 'session', value: { state: 'perhaps' } }],
    ['an answer to nobody', { n: 99, answer: {} }],
  ])('%s is counted and said, and the next one arrives', (_what, message) => {
    const { bridge, core } = joined()
    const faults: number[] = []
    const sessions: unknown[] = []
    bridge.on('core', ({ unreadable }) => faults.push(unreadable.count))
    bridge.on('session', (value) => sessions.push(value))
    const port = core()
    port.say(message)
    port.say({ push: 'session', value: { state: 'signedOut' } })
    expect(faults.at(-1)).toBe(1)
    expect(sessions).toEqual([{ state: 'signedOut' }])
  })

  test('a click on a notification opens its case', () => {
    const { bridge, onShow } = joined()
    const shown: unknown[] = []
    bridge.on('show', (value) => shown.push(value))
    onShow({ caseId })
    onShow({ caseId: 'x' })
    expect(shown).toEqual([{ caseId }])
  })
})
