import { describe, expect, it } from 'vitest'
import type { MotorSample } from '../../src-domain/lock/answers.ts'
import { standard } from '../../src-domain/lock/profile.ts'
import { openLockLine } from '../../src-main/dongle/drivers/lockLine.ts'
import { openLockSession } from '../../src-main/dongle/drivers/lockSession.ts'
import { tryKey } from '../../src-main/dongle/drivers/tryKey.ts'
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
    expect(samples).toHaveLength(8)
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
