import { describe, expect, it } from 'vitest'
import type { AlarmRow } from '../../../../src-domain/journal/rows.ts'
import { isBlind } from '../../../../src-main/core/feed/blind.ts'
import { newPresented } from '../../../../src-main/core/feed/presented.ts'
import { openSound, playOf } from '../../../../src-main/core/feed/sound.ts'
import { type ToSound, toSound } from '../../../../src-preload/contract/sound.ts'
import { portPair } from '../../../build/portPair.ts'
import { Shift } from '../../../build/shift.ts'

const rowOf = (priority: 1 | 2 | 3): AlarmRow => {
  const shift = new Shift()
  shift.press(null, priority)
  const [row] = shift.journal.rows.of('alarm')
  if (!row) throw new Error('no alarm')
  return row
}

describe('what should be heard', () => {
  const waited = (ms: number) => () => ms
  it('is nothing when nothing rings', () =>
    expect(playOf([], false, waited(0))).toMatchObject({ pattern: 'none', level: 0 }))
  it('is the most urgent of what rings', () =>
    expect(playOf([rowOf(3), rowOf(1)], true, waited(0))).toMatchObject({ pattern: 'p1', level: 2 }))
  it('grows louder with age and with each step of escalation, up to the loudest', () => {
    expect(playOf([rowOf(1)], false, waited(20_000)).level).toBe(3)
    expect(playOf([{ ...rowOf(2), escalationStep: 2 }], false, waited(0)).level).toBe(3)
    expect(playOf([rowOf(1)], false, waited(600_000)).level).toBe(4)
  })
  it('says that the console is blind when nothing else rings', () =>
    expect(playOf([], true, waited(0))).toMatchObject({ pattern: 'blind', level: 3 }))
})

describe('muting', () => {
  const heard = async (play: (sound: ReturnType<typeof openSound>) => void): Promise<ToSound[]> => {
    const [ours, theirs] = portPair()
    const messages: ToSound[] = []
    ours.listen((raw) => messages.push(toSound.parse(raw)))
    const sound = openSound(
      { mono: () => 1_000, age: () => 0 },
      () => undefined,
      () => undefined,
    )
    sound.connect(theirs)
    play(sound)
    await new Promise(setImmediate)
    await new Promise(setImmediate)
    return messages
  }

  it('silences what rang when somebody muted, and is ended by the next press', async () => {
    const one = rowOf(1)
    const other = { ...rowOf(2), presses: one.presses.map((p) => ({ ...p, id: `${p.id.slice(0, -1)}9` })) }
    const messages = await heard((sound) => {
      sound.update([one], false)
      sound.mute(60, [one], false)
      sound.update([one], false)
      expect(sound.mutedFor()).toBe(60_000)
      sound.update([one, other], false)
      expect(sound.mutedFor()).toBeNull()
    })
    expect(messages.map((m) => m.kind === 'play' && m.pattern)).toEqual(['p1', 'none', 'p1'])
  })
})

describe('the sound', () => {
  it('is lost when nothing was said for 3 s, and when what was asked for has not been heard for 4 s', async () => {
    let now = 0
    const [ours, theirs] = portPair()
    const sound = openSound(
      { mono: () => now, age: () => 0 },
      () => undefined,
      () => undefined,
    )
    const say = async (sounding: boolean) => {
      ours.post({ kind: 'state', running: true, sounding, pattern: 'p1', ringing: [] })
      await new Promise(setImmediate)
      await new Promise(setImmediate)
    }
    sound.connect(theirs)
    expect(sound.health()).toBe('unknown')
    await say(false)
    expect([sound.health(), sound.able()]).toEqual(['ok', true])
    now = 3_001
    expect([sound.health(), sound.able()]).toEqual(['lost', false])
    sound.update([rowOf(1)], false)
    await say(false)
    now = 7_002
    await say(false)
    expect([sound.health(), sound.able()]).toEqual(['lost', false])
    await say(true)
    expect([sound.health(), sound.able()]).toEqual(['ok', true])
  })
})

describe('a core that did not run for a while', () => {
  it('does not say that the sound is gone before it could hear of it', async () => {
    let now = 0
    const [ours, theirs] = portPair()
    const sound = openSound(
      { mono: () => now, age: () => 0 },
      () => undefined,
      () => undefined,
    )
    sound.connect(theirs)
    ours.post({ kind: 'state', running: true, sounding: false, pattern: 'none', ringing: [] })
    await new Promise(setImmediate)
    await new Promise(setImmediate)
    now = 60_000
    sound.again()
    expect([sound.health(), sound.able()]).toEqual(['ok', true])
    now = 63_001
    expect([sound.health(), sound.able()]).toEqual(['lost', false])
  })
})

describe('whether the console is blind', () => {
  const seen = { startedAt: 0, heardAt: 100_000, probeAt: 95_000, now: 105_000 }
  it('hears while feed and probe are young', () => expect(isBlind(seen)).toBe(false))
  it('is when the feed is older than 10 s', () => expect(isBlind({ ...seen, now: 110_001 })).toBe(true))
  it('is when no probe came for 90 s', () => expect(isBlind({ ...seen, probeAt: 14_999 })).toBe(true))
  it('is 10 s after a start that heard nothing', () =>
    expect(isBlind({ startedAt: 0, heardAt: null, probeAt: null, now: 10_001 })).toBe(true))
})

describe('a press is presented', () => {
  const row = rowOf(1)
  const open = new Map([[row.id, row]])
  const pressId = row.id
  it('only when it was painted and is heard', () => {
    const presented = newPresented('desk-1')
    expect(presented.due(open, () => true, 0)).toEqual([])
    presented.paint(row.id, pressId)
    expect(presented.due(open, () => false, 0)).toEqual([])
    expect(presented.due(open, () => true, 0)).toEqual([{ caseId: row.id, pressId }])
  })
  it('is said again after a while, until the journal says so', () => {
    const presented = newPresented('desk-1')
    presented.paint(row.id, pressId)
    presented.due(open, () => true, 0)
    expect(presented.due(open, () => true, 4_999)).toEqual([])
    expect(presented.due(open, () => false, 5_000)).toHaveLength(1)
    const confirmed = { ...row, presentedAt: [{ workplaceId: 'desk-1', pressId, at: 1 }] }
    expect(presented.due(new Map([[row.id, confirmed]]), () => true, 20_000)).toEqual([])
  })
  it('is said again at once where the word did not get through, although it is silent by then', () => {
    const presented = newPresented('desk-1')
    presented.paint(row.id, pressId)
    presented.unsaid(presented.due(open, () => true, 0))
    expect(presented.due(open, () => false, 1)).toHaveLength(1)
  })
  it('also where its case was out of sight for a moment in between', () => {
    const presented = newPresented('desk-1')
    presented.paint(row.id, pressId)
    expect(presented.due(new Map(), () => true, 0)).toEqual([])
    expect(presented.due(open, () => true, 59_000)).toHaveLength(1)
  })
  it('together with those that it overtook before anybody could see and hear them', () => {
    const presented = newPresented('desk-1')
    const [press] = row.presses
    if (!press) throw new Error('no press')
    const [second, third] = ['second', 'third'].map((id) => ({ ...press, id }))
    if (!second || !third) throw new Error('no presses')
    const pressed = {
      ...row,
      presses: [press, second, third],
      presentedAt: [{ workplaceId: 'desk-2', pressId, at: 1 }],
    }
    presented.paint(row.id, 'third')
    const due = presented.due(new Map([[row.id, pressed]]), (id) => id === 'third', 0)
    expect(due.map((one) => one.pressId)).toEqual(['second', 'third'])
  })
})
