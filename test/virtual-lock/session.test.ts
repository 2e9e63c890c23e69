import { describe, expect, it } from 'vitest'
import type { MotorSample } from '../../src-domain/lock/answers.ts'
import { cutIntoFrames, frameJoiner } from '../../src-domain/lock/frames.ts'
import { refusals } from '../../src-domain/lock/handshake.ts'
import { lockService, standard } from '../../src-domain/lock/profile.ts'
import { openLockLine } from '../../src-main/dongle/drivers/vaktrom/lockLine.ts'
import { openLockSession } from '../../src-main/dongle/drivers/vaktrom/lockSession.ts'
import { tryKey } from '../../src-main/dongle/drivers/vaktrom/tryKey.ts'
import type { Connection } from '../../src-main/dongle/radio/radio.ts'
import { openBench } from './bench.ts'
import { goodLock, oldKeyTo, serviceKeyOf } from './cast.ts'
import type { Temper } from './lock.ts'

const cast = {
  good: goodLock(1),
  jams: goodLock(2, { jamsAt: 2, turnMs: 60 }),
  liar: goodLock(3, { pretendsToWipe: true }),
  silent: goodLock(4, { silent: true }),
  garbage: goodLock(5, { garbage: true }),
  drops: goodLock(6, { dropsAt: 3 }),
  tried: goodLock(7),
  dies: goodLock(8, { diesInWipe: true }),
  strict: goodLock(9),
  turning: goodLock(10, { turnMs: 1_200 }),
} as const satisfies Record<string, Temper>

const { radio, find, lock } = await openBench(Object.values(cast))
const connect = async (temper: Temper): Promise<Connection> => radio.connect(await find(temper))
const serialOf = async (connection: Connection): Promise<string> => {
  const bytes = await connection.read({
    service: standard.deviceInformation,
    characteristic: standard.serial,
  })
  return Buffer.from(bytes).toString('utf8')
}
const sessionWith = async (temper: Temper, key = serviceKeyOf(temper.serial)) => {
  const connection = await connect(temper)
  try {
    const line = await openLockLine(connection)
    return { connection, line, session: await openLockSession(line, temper.serial, key) }
  } catch (error) {
    await connection.close()
    throw error
  }
}

describe('a lock of the open profile, through the real stack', () => {
  it('says who it is, opens a session, turns, is wiped, and is empty', async () => {
    const temper = cast.good
    const { connection, session } = await sessionWith(temper)
    expect(await serialOf(connection)).toBe(temper.serial)
    expect(await session.ask({ kind: 'state' })).toMatchObject({
      ok: true,
      value: { lock: 'locked', clock: null, bindings: 4, halfWiped: false },
    })
    const samples: MotorSample[] = []
    const turned = await session.ask({ kind: 'motor', direction: 'unlock' }, 2_000, (some) => {
      samples.push(...some)
    })
    expect(turned).toMatchObject({ ok: true, value: { lock: 'unlocked', peakMa: temper.peakMa } })
    expect(samples).toHaveLength(24)
    const at = Date.now()
    await session.ask({ kind: 'setClock', clock: at })
    expect(lock(temper.address).truth().clock).toBeGreaterThanOrEqual(at)
    const log = await session.ask({ kind: 'log', from: 1 })
    expect(log.ok && log.value.lines.length).toBe(20)
    expect(await session.ask({ kind: 'wipe' })).toEqual({ ok: true, value: { erased: 4 } })
    expect(await session.ask({ kind: 'bindings', from: 0 })).toEqual({
      ok: true,
      value: { total: 0, some: [] },
    })
    expect(lock(temper.address).truth()).toMatchObject({ bindings: [], halfWiped: false, cycles: 1 })
    await connection.close()
  })

  it('does not open a session for another key, and moves nothing', async () => {
    const temper = cast.jams
    await expect(sessionWith(temper, serviceKeyOf('VL-999999'))).rejects.toMatchObject({ code: 'wrongKey' })
    expect(lock(temper.address).truth()).toMatchObject({ cycles: 0, lock: 'locked' })
  })

  it('says that it jams, when it jams', async () => {
    const { connection, session } = await sessionWith(cast.jams)
    const turn = () => session.ask({ kind: 'motor', direction: 'unlock' }, 2_000)
    expect(await turn()).toMatchObject({ ok: true })
    expect(await turn()).toEqual({ ok: false, status: 'jammed' })
    expect(await session.ask({ kind: 'state' })).toMatchObject({ value: { lock: 'notFullyLocked' } })
    await connection.close()
  })

  it('lets an old key in until it is wiped, and knows it no more after that', async () => {
    const { connection, line, session } = await sessionWith(cast.tried)
    await session.ask({ kind: 'setClock', clock: Date.now() })
    const key = oldKeyTo(cast.tried.serial, Date.now())
    expect(await tryKey(line, key)).toEqual({ kind: 'opened', reentry: false })
    await session.ask({ kind: 'wipe' })
    expect(await tryKey(line, key)).toEqual({ kind: 'refused', cause: 'unknownKey' })
    expect(lock(cast.tried.address).truth()).toMatchObject({ bindings: [], believes: 0, cycles: 1 })
    await connection.close()
  })

  it('may lie: what it calls wiped still lets an old key in', async () => {
    const { connection, line, session } = await sessionWith(cast.liar)
    await session.ask({ kind: 'setClock', clock: Date.now() })
    expect(await session.ask({ kind: 'wipe' })).toEqual({ ok: true, value: { erased: 4 } })
    expect(await session.ask({ kind: 'bindings', from: 0 })).toMatchObject({ value: { total: 0 } })
    expect(await tryKey(line, oldKeyTo(cast.liar.serial, Date.now()))).toMatchObject({ kind: 'opened' })
    expect(lock(cast.liar.address).truth()).toMatchObject({ believes: 1 })
    await connection.close()
  })
})

describe('a lock keeps to the page', () => {
  /** What it says to this message, as it came. */
  const saying = async (connection: Connection) => {
    const join = frameJoiner()
    let heard: (message: string) => void = () => undefined
    await connection.subscribe(
      { service: lockService.service, characteristic: lockService.answer },
      (frame) => {
        const joined = join(frame)
        if (joined.ok && joined.message !== null) heard(Buffer.from(joined.message).toString('hex'))
      },
    )
    return async (message: Uint8Array): Promise<string> => {
      const answer = new Promise<string>((resolve) => {
        heard = resolve
      })
      for (const frame of cutIntoFrames(message, connection.room()))
        await connection.write({ service: lockService.service, characteristic: lockService.request }, frame)
      return answer
    }
  }
  const refused = (why: keyof typeof refusals): string => `ff0${refusals[why]}`
  const hello = (version = 1, length = 50): Uint8Array =>
    Uint8Array.from({ length }, (_, i) => (i === 0 ? 1 : i === 1 ? version : 9))
  const proof = new Uint8Array(33).fill(2)

  it('and names why it refuses a hello', async () => {
    const connection = await connect(cast.strict)
    const say = await saying(connection)
    expect(await say(hello(2))).toBe(refused('version'))
    expect(await say(hello(2, 60))).toBe(refused('version'))
    expect(await say(hello(1, 49))).toBe(refused('unreadable'))
    expect(await say(hello().fill(0, 18))).toBe(refused('unreadable'))
    await connection.close()
  })

  it('and counts only wrong proofs, anew once its pause has begun', async () => {
    const connection = await connect(cast.strict)
    const say = await saying(connection)
    for (let n = 0; n < 6; n += 1) expect(await say(proof)).toBe(refused('noSession'))
    for (let n = 0; n < 5; n += 1) {
      expect(await say(hello())).toMatch(/^81/)
      expect(await say(proof)).toBe(refused('badProof'))
    }
    expect(await say(hello())).toBe(refused('wait'))
    await connection.close()
  })

  it('and ends a session that is ended', async () => {
    const { connection, session } = await sessionWith(cast.turning)
    expect(await session.ask({ kind: 'end' })).toEqual({ ok: true, value: {} })
    await expect(session.ask({ kind: 'state' })).rejects.toMatchObject({ code: 'unreadable' })
    await connection.close()
  })

  it('and is busy for everybody while its bolt moves', async () => {
    const one = await sessionWith(cast.turning)
    await one.session.ask({ kind: 'setClock', clock: Date.now() })
    // Turning for a link that is gone before it is done.
    const lost = one.session.ask({ kind: 'motor', direction: 'unlock' }, 2_000)
    const hungUp = new Promise((resolve) => setTimeout(resolve, 50)).then(() => one.connection.close())
    await expect(lost).rejects.toMatchObject({ code: 'lost' })
    await hungUp
    const other = await sessionWith(cast.turning)
    expect(await other.session.ask({ kind: 'state' })).toEqual({ ok: false, status: 'busy' })
    await expect(tryKey(other.line, oldKeyTo(cast.turning.serial, Date.now()))).rejects.toMatchObject({
      code: 'busy',
    })
    await other.connection.close()
  })

  it('and opens for nobody once a wipe was begun', async () => {
    const before = await sessionWith(cast.dies)
    await before.session.ask({ kind: 'setClock', clock: Date.now() })
    const key = oldKeyTo(cast.dies.serial, Date.now())
    expect(await tryKey(before.line, key)).toMatchObject({ kind: 'opened' })
    await expect(before.session.ask({ kind: 'wipe' })).rejects.toMatchObject({ code: 'lost' })
    const after = await connect(cast.dies)
    expect(await tryKey(await openLockLine(after), key)).toEqual({ kind: 'refused', cause: 'unknownKey' })
    expect(lock(cast.dies.address).truth()).toMatchObject({ halfWiped: true, bindings: [{}, {}] })
    await after.close()
  })
})

describe('trouble on the radio', () => {
  it('a lock that hangs up in the middle ends the session at once', async () => {
    const { session } = await sessionWith(cast.drops)
    await expect(session.ask({ kind: 'state' })).rejects.toMatchObject({ code: 'lost' })
    await expect(session.ask({ kind: 'state' })).rejects.toMatchObject({ code: 'lost' })
  })

  it('a lock that says nothing is given up after its deadline', async () => {
    await expect(connect(cast.silent)).rejects.toMatchObject({ code: 'silent' })
  })

  it('garbage makes no session', async () => {
    const connection = await connect(cast.garbage)
    const line = await openLockLine(connection)
    await expect(
      openLockSession(line, cast.garbage.serial, serviceKeyOf(cast.garbage.serial)),
    ).rejects.toMatchObject({ code: 'unreadable' })
    await connection.close()
  })
})
