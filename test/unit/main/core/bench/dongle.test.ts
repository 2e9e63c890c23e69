import { describe, expect, it } from 'vitest'
import { openDongle } from '../../../../../src-main/core/bench/dongle.ts'
import { nearUnit, scriptedDongle } from '../../../../build/scriptedDongle.ts'

const opened = () => {
  const wanted: boolean[] = []
  let lost = 0
  const dongle = openDongle({
    want: (now) => wanted.push(now),
    onTest: () => undefined,
    onEndUnread: () => undefined,
    onLost: () => {
      lost += 1
    },
    changed: () => undefined,
    quarantine: () => undefined,
    mono: () => 0,
  })
  return { dongle, wanted, lost: () => lost }
}

describe('the dongle’s process, as core knows it', () => {
  it('is replaced where it hangs: nothing is begun with it any more, and the next one is asked for', async () => {
    const { dongle, wanted, lost } = opened()
    dongle.tick(true)
    const hung = scriptedDongle()
    dongle.join(hung.start())
    await hung.until('look')
    hung.ready(nearUnit('VL-1'))
    dongle.flush()
    dongle.replace()
    expect([dongle.isReady(), dongle.near(), lost()]).toEqual([false, [], 1])
    expect(dongle.view()).toMatchObject({ process: 'off' })
    dongle.tick(true)
    expect(wanted).toEqual([true, false, true])
    const next = scriptedDongle()
    dongle.join(next.start())
    await next.until('look')
    expect(lost()).toBe(1)
    expect(dongle.view()).toMatchObject({ process: 'running', restarts: 0 })
  })
})
