import { describe, expect, it } from 'vitest'
import { openDongleLine } from '../../../../../src-main/core/bench/line.ts'
import type { Port } from '../../../../../src-main/core/port.ts'
import type { FromDongle } from '../../../../../src-main/dongle/messages.ts'
import { nearUnit } from '../../../../build/scriptedDongle.ts'

/** A line whose other end says what it is given at once, and a clock that is moved by hand. */
const line = () => {
  const heard: FromDongle[] = []
  const ends: string[] = []
  const kept: { why: string; raw: unknown }[] = []
  let say: (raw: unknown) => void = () => undefined
  let close: () => void = () => undefined
  let now = 0
  let closed = 0
  const port: Port = {
    post: () => undefined,
    listen: (listener) => {
      say = (raw) => listener(raw, [])
    },
    onClose: (listener) => {
      close = listener
    },
    close: () => undefined,
  }
  const opened = openDongleLine(port, {
    hear: (message) => heard.push(message),
    endUnread: (id) => ends.push(id),
    closed: () => {
      closed += 1
    },
    quarantine: (_where, why, raw) => kept.push({ why, raw }),
    mono: () => now,
  })
  return {
    opened,
    heard,
    kept,
    ends,
    say: (raw: unknown) => say(raw),
    close: () => close(),
    closed: () => closed,
    wait: (ms: number) => {
      now += ms
    },
  }
}
const testId = '019a8d2e-0000-7000-8000-0000000000b1'
const samples = { kind: 'samples', testId, step: 'motor', cycle: 1, samples: [] }

describe('the line to the dongle', () => {
  it('looks at the newest of what is near, and only when asked', () => {
    const { opened, say, heard } = line()
    for (let n = 0; n < 1_000; n++) say({ kind: 'near', units: [nearUnit(`unit-${n}`)] })
    expect(heard).toEqual([])
    opened.flush()
    opened.flush()
    expect(heard).toMatchObject([{ kind: 'near', units: [{ serial: 'unit-999' }] }])
  })

  it('hears so much a second of measurements and of all else, and says what was too much', () => {
    const { opened, say, heard, kept, wait } = line()
    for (let n = 0; n < 5_000; n++) say(samples)
    expect(heard).toHaveLength(100)
    for (let n = 0; n < 200; n++) say({ kind: 'begun', testId, step: 'wipe', attempt: 1 })
    expect(heard).toHaveLength(200)
    opened.flush()
    expect(kept).toEqual([])
    wait(1_000)
    opened.flush()
    expect(kept.map((one) => one.why)).toEqual(['5000 messages too many'])
    say(samples)
    expect(heard).toHaveLength(201)
  })

  it('keeps few of what it cannot read, without its words, and none of what is fine', () => {
    const { say, kept, ends } = line()
    for (let n = 0; n < 500; n++) say({ kind: 'ended', testId, secret: 'a service key' })
    expect(kept).toHaveLength(5)
    // That a test is over is heard, whatever else it says.
    expect(new Set(ends)).toEqual(new Set([testId]))
    expect(JSON.stringify(kept)).not.toContain('a service key')
  })

  it('is closed once, and hears nothing of one that was replaced', () => {
    const lost = line()
    lost.close()
    lost.close()
    expect(lost.closed()).toBe(1)
    const replaced = line()
    replaced.opened.close()
    replaced.close()
    replaced.say(samples)
    expect([replaced.closed(), replaced.heard.length]).toEqual([0, 0])
  })
})
