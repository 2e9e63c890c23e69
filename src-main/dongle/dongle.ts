import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { AdapterState } from '../../src-domain/hardware/adapter.ts'
import { never } from '../../src-domain/result.ts'
import type { Port } from '../core/port.ts'
import { identify } from './identify.ts'
import { openLook } from './look.ts'
import { type FromDongle, type ToDongle, toDongle } from './messages.ts'
import { openAdapter } from './radio/adapter.ts'
import type { Machine } from './radio/adapters.ts'
import type { Radio } from './radio/radio.ts'
import { type RunningTest, startTest } from './testing.ts'

/** What was said last has left the process by then, ms. */
const lastWordWithin = 250

type Wanted = {
  readonly machine: Machine
  /** Called once, when this process can do no more and another one can. */
  readonly makeWay: () => void
}

/**
 * The workbench's radio for one core at a time. It does one thing to units at once, a test or a question, and looks at
 * what is near meanwhile. A core that is gone is followed by another; the test that it began is stopped, and a wipe in
 * it seen through.
 */
export const openDongle = ({ machine, makeWay }: Wanted) => {
  let line: Port | null = null
  let radio: Radio | null = null
  let adapter: AdapterState | null = null
  let test: RunningTest | null = null
  /** What is done to units, one after another. */
  let work: Promise<void> = Promise.resolve()
  let busy = false

  const say = (message: FromDongle): void => line?.post(message)
  const look = openLook((units) => say({ kind: 'near', units }))
  const atUnits = (doing: Promise<void>): void => {
    busy = true
    work = doing
    void doing.then(() => {
      if (work === doing) busy = false
    })
  }

  const leave = async (why: 'gone' | 'other'): Promise<void> => {
    // One whose adapter was pulled out ends by itself, and says so.
    if (why === 'other') test?.stop()
    await work
    say({ kind: 'makesWay' })
    await sleep(lastWordWithin)
    makeWay()
  }
  const life = openAdapter({
    machine,
    say: (state) => {
      adapter = state
      say({ kind: 'adapter', adapter: state })
    },
    opened: (opened) => {
      radio = opened
      look.radio(opened)
    },
    over: (why) => void leave(why),
  })

  const hear = (message: ToDongle): void => {
    switch (message.kind) {
      case 'look':
        look.on(message.on)
        return
      case 'adapter':
        life.choose(message.name)
        return
      case 'identify':
        if (busy) say({ kind: 'identified', id: message.id, serial: null, fault: 'busy' })
        else
          atUnits(
            identify(radio, message.id).then((said) => {
              if (said.serial !== null) look.calls(said.id, said.serial)
              say(said)
            }),
          )
        return
      case 'test': {
        const asked = line
        const mine = startTest(
          message,
          work,
          () => radio,
          (said) => asked?.post(said),
        )
        test = mine
        atUnits(
          mine.ended.then(() => {
            if (test === mine) test = null
          }),
        )
        return
      }
      case 'mayWipe':
        if (test?.testId === message.testId) test.mayWipe(message.granted)
        return
      case 'stop':
        if (test?.testId === message.testId) test.stop()
        return
      default:
        never(message)
    }
  }

  const forgetCore = (): void => {
    line = null
    look.on(false)
    test?.stop()
  }
  return {
    /** Core's end; the one before it is of a core that has died. */
    join: (port: Port): void => {
      if (line !== null) forgetCore()
      line = port
      port.onClose(() => {
        if (line === port) forgetCore()
      })
      port.listen((raw) => {
        if (line !== port) return
        const message = toDongle.safeParse(raw)
        if (!message.success) throw new Error(`from core: ${z.prettifyError(message.error)}`)
        hear(message.data)
      })
      if (adapter !== null) say({ kind: 'adapter', adapter })
    },
    /** Resolves when nothing is done to any unit any more. */
    stop: async (): Promise<void> => {
      const hadWork = busy
      forgetCore()
      life.close()
      look.close()
      await work
      if (hadWork) await sleep(lastWordWithin)
    },
  }
}
