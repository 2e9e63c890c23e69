import { io, type Socket } from 'socket.io-client'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { accessCrypto } from '../../../src-centre/crypto.ts'
import { openLine } from '../../../src-centre/practice/actors/line.ts'
import { handsetKey } from '../../../src-centre/practice/people/handsetKeys.ts'
import { fromBase64url } from '../../../src-domain/access/bytes.ts'
import { verifyStamp } from '../../../src-domain/access/stamp.ts'
import { doorTag, trusted, verifyToken } from '../../../src-domain/access/token.ts'
import { minute } from '../../../src-domain/time.ts'
import { toHandset } from '../../../src-domain/wire/field.ts'
import {
  caseOf,
  centreTime,
  handshake,
  noFaults,
  openAdapter,
  openConsole,
  openIntake,
  pressAt,
  raisedAt,
  type Started,
  saidAt,
  secretOf,
  signOn,
  startCentre,
  type TestConsole,
  tempFolder,
} from './harness.ts'
import { scaip } from './town.ts'

let temp = tempFolder()
let started: Started
let desk: TestConsole
const phones: Socket[] = []
beforeEach(async () => {
  temp = tempFolder()
  started = await startCentre(temp.folder)
  desk = await openConsole(started.url, 'desk-1')
  await desk.resume()
})
afterEach(async () => {
  for (const phone of phones.splice(0)) phone.disconnect()
  desk.close()
  await started.centre.close()
  temp.remove()
  noFaults(started)
})

const phone = (auth: object = handshake('hs-4', Date.now())): Socket => {
  const socket = io(`${started.url}/handset`, {
    auth: { protocol: 1, ...auth },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  })
  phones.push(socket)
  return socket
}
const next = <S extends z.ZodType>(socket: Socket, name: string, schema: S): Promise<z.output<S>> =>
  new Promise((resolve) => socket.once(name, (raw: unknown) => resolve(schema.parse(raw))))
/** What waits to be kept is kept before this. */
const kept = () => started.centre.journal.write(() => undefined, 'bulk')
const trust = () =>
  started.centre.keys.trust.map(({ publicKey }) =>
    trusted(fromBase64url(publicKey) ?? new Uint8Array(), accessCrypto),
  )
const at = () => ({ ms: Date.now(), source: 'handset' as const, uncertaintyMs: 500 })

/** An answered alarm with a patrol on its way; the answer is the session. */
const sent = async (): Promise<{ session: string; caseId: string; dispatchId: string }> => {
  const session = await desk.signIn('p-ida')
  await pressAt(started.url, scaip(1))
  await raisedAt(desk)
  const caseId = caseOf(desk)
  await desk.command(session, 'answer', { caseId })
  await desk.command(session, 'dispatch', { caseId, unitId: 'unit-4' })
  await saidAt(desk, 'dispatch.sent')
  const [row] = started.centre.store.rows.dispatchesOf(caseId)
  if (!row) throw new Error('no dispatch')
  return { session, caseId, dispatchId: row.id }
}
const grantArgs = (caseId: string) => ({
  caseId,
  unitId: 'unit-4',
  handsetId: 'hs-4',
  doorIds: ['street-1', 'flat-1'],
  minutes: 30,
  reason: 'alarm',
})

describe('a handset', () => {
  it('proves itself by its own key, and is told what its unit is asked to do', async () => {
    const { dispatchId } = await sent()
    const socket = phone()
    const told = await next(socket, 'dispatches', toHandset.dispatches)
    expect(told.dispatches).toMatchObject([{ dispatchId, doorIds: ['street-1', 'flat-1'] }])
    await socket.emitWithAck('accept', { dispatchId, at: at() })
    await socket.emitWithAck('accept', { dispatchId, at: at() })
    await socket.emitWithAck('arrive', { dispatchId, at: at() })
    await saidAt(desk, 'dispatch.arrived')
    expect(desk.live.filter((e) => e.kind === 'dispatch.accepted')).toHaveLength(1)
  })

  const refused = (socket: Socket) => new Promise<unknown>((resolve) => socket.once('connect_error', resolve))

  it('does not come in with a signature of somebody else, nor with an old one', async () => {
    expect(await refused(phone({ ...handshake('hs-4', Date.now()), at: Date.now() + 1 }))).toMatchObject({
      data: { code: 'credential' },
    })
    await next(phone(), 'welcome', toHandset.welcome)
    expect(await refused(phone(handshake('hs-4', Date.now() - minute)))).toMatchObject({
      data: { code: 'credential' },
    })
  })

  it('whose clock is an hour off, or whose centre is, proves itself by the time that it is told', async () => {
    const { data } = z
      .object({ data: z.object({ code: z.string(), now: z.int() }) })
      .parse(await refused(phone(handshake('hs-4', Date.now() - 60 * minute))))
    expect(data.code).toBe('clock')
    await next(phone(handshake('hs-4', data.now)), 'welcome', toHandset.welcome)
  })

  it('of practice does that by itself', async () => {
    const up = Promise.withResolvers<void>()
    const line = openLine(started.url, 'hs-4', handsetKey(1, 'hs-4'), () => Date.now() - 60 * minute, {
      up: up.resolve,
      down: () => undefined,
      unread: () => undefined,
      welcome: () => undefined,
      time: () => undefined,
      dispatches: () => undefined,
      trust: () => undefined,
      lease: () => undefined,
      revoke: () => undefined,
    })
    line.setCoverage(true)
    await up.promise
    expect(line.isUp()).toBe(true)
    line.close()
  })

  it('gets a token that doors believe, in the journal before it leaves; then is told to delete it', async () => {
    const { session, caseId } = await sent()
    const socket = phone()
    await next(socket, 'welcome', toHandset.welcome)
    await signOn(socket, 'p-nina')
    const leased = next(socket, 'lease', toHandset.lease)
    await desk.command(session, 'grant', grantArgs(caseId))
    const lease = await leased
    const [row] = started.centre.store.rows.grantsOf(caseId)
    expect(row).toMatchObject({ id: lease.grantId, lease: 1, leaseUntil: lease.until })
    const token = verifyToken(fromBase64url(lease.token) ?? new Uint8Array(), trust(), accessCrypto)
    expect(token.ok && token.value.doors[0]).toEqual(doorTag('street-1', accessCrypto))
    const revoked = next(socket, 'revoke', toHandset.revoke)
    await desk.command(session, 'revoke', { caseId, grantId: lease.grantId, reason: 'noLongerNeeded' })
    expect((await revoked).grantId).toBe(lease.grantId)
    expect(await socket.emitWithAck('renew', { grantId: lease.grantId })).toMatchObject({ ok: false })
    await socket.emitWithAck('deleted', { grantId: lease.grantId, at: at() })
    await saidAt(desk, 'grant.deleted')
  })

  it('tells late what doors did, once for each use, with both times', async () => {
    const { session, caseId } = await sent()
    const socket = phone()
    await signOn(socket, 'p-nina')
    const leased = next(socket, 'lease', toHandset.lease)
    await desk.command(session, 'grant', grantArgs(caseId))
    const { grantId } = await leased
    const early = Date.now() - 60_000
    const uses = [
      {
        result: 'opened',
        useId: v7(),
        grantId,
        doorId: 'street-1',
        reentry: false,
        at: { ms: early, source: 'door', uncertaintyMs: 30_000 },
      },
      { result: 'refused', useId: v7(), grantId: null, doorId: 'flat-1', cause: 'unreadable', at: at() },
    ]
    await socket.emitWithAck('uses', { uses })
    await socket.emitWithAck('uses', { uses })
    await saidAt(desk, 'grant.refused')
    const used = desk.live.filter((e) => e.kind === 'grant.used')
    expect(used).toHaveLength(1)
    expect(used[0]?.at.ms).toBe(early)
    expect(used[0]?.receivedAt).toBeGreaterThan(early + 50_000)
  })

  it('is given the time in a stamp that doors believe', async () => {
    const welcome = await next(phone(), 'welcome', toHandset.welcome)
    const stamp = verifyStamp(fromBase64url(welcome.time) ?? new Uint8Array(), trust(), accessCrypto)
    expect(stamp).toMatchObject({ kind: 'plain', at: welcome.now })
  })

  it('that is blocked is put out, and comes in no more', async () => {
    const socket = phone()
    await next(socket, 'welcome', toHandset.welcome)
    const out = new Promise((resolve) => socket.once('disconnect', resolve))
    const session = await desk.signIn('p-ida')
    await desk.command(session, 'blockHandset', { handsetId: 'hs-4', reason: 'lost', note: '' })
    await out
    const again = phone()
    const error = await new Promise((resolve) => again.once('connect_error', resolve))
    expect(error).toMatchObject({ data: { code: 'credential' } })
  })

  it('is seen on the map, and as without coverage when it is gone', async () => {
    const socket = phone()
    await next(socket, 'welcome', toHandset.welcome)
    await socket.emitWithAck('position', { position: [10.2, 63.2], heading: 90, status: 'driving', at: at() })
    await desk.until(() => desk.readings.length > 0)
    expect(desk.readings.at(-1)).toMatchObject({ subject: 'unit-4', coverage: true, status: 'driving' })
    socket.disconnect()
    await desk.until(() => desk.readings.length > 1)
    expect(desk.readings.at(-1)).toMatchObject({ subject: 'unit-4', coverage: false })
  })
})

describe('the intake', () => {
  const send = async (raw: string): Promise<string> => {
    const intake = await openIntake(started.url)
    const answer = z
      .object({ response: z.string() })
      .parse(await intake.send('scaip', { raw, at: centreTime(Date.now()) }))
    intake.close()
    return answer.response
  }
  const openAlarms = () => started.centre.store.rows.openAlarms()

  it('rings once for the same alarm sent twice, and again for another press in the same case', async () => {
    await send(scaip(1, { ref: 'a1' }))
    await send(scaip(1, { ref: 'a1' }))
    expect(openAlarms()).toMatchObject([{ residentId: 'res-1', presses: [{}] }])
    await send(scaip(1, { ref: 'a2', dty: '5' }))
    expect(openAlarms()).toMatchObject([{ priority: 1, alarmKind: 'fall', presses: [{}, {}] }])
  })

  it('notes a cancel and closes nothing', async () => {
    await send(scaip(1))
    await send(scaip(1, { stc: '19' }))
    expect(openAlarms()).toMatchObject([{ state: 'new', cancelledAt: expect.any(Number) }])
  })

  it('rings for a controller that nobody knows', async () => {
    expect(await send('<mrq><ref>x1</ref><cid>999</cid><dty>3</dty></mrq>')).toContain('<snu>0</snu>')
    expect(openAlarms()).toMatchObject([{ residentId: null, ringing: true }])
  })

  it('rings for what cannot be read, with its raw text, and keeps it', async () => {
    const response = await send('<mrq><ref>x2</ref><cid>12</mrq')
    expect(response).not.toContain('<snu>0</snu>')
    const [alarm] = openAlarms()
    expect(alarm).toMatchObject({ alarmKind: 'unreadable', priority: 1, ringing: true })
    const [raised] = started.centre.store.entries.ofCase(alarm?.id ?? '')
    expect(raised?.personal?.text).toContain('<cid>12')
    await kept()
    expect(started.centre.store.quarantine.count()).toBe(1)
  })

  it('rings once for the same unreadable text sent again by a controller that waits', async () => {
    await send('<mrq>')
    await send('<mrq>')
    expect(openAlarms()).toHaveLength(1)
  })

  it('keeps a cancel that cancels nothing', async () => {
    expect(await send(scaip(1, { stc: '19' }))).toContain('<snu>0</snu>')
    await kept()
    expect(started.centre.store.quarantine.newest(1)).toMatchObject([
      { why: expect.stringContaining('cancel') },
    ])
  })

  it('does not ring for equipment: it is a reading', async () => {
    await send(scaip(1, { stc: '85' }))
    await send(scaip(1, { stc: '0016' }))
    expect(openAlarms()).toEqual([])
    const [reading] = started.centre.store.telemetry.history('homeUnit', 'hu-1', 1)
    expect(reading).toMatchObject({ mains: false, battery: { level: 'low' } })
  })
})

describe('the lock platform', () => {
  it('tells readings that reach the consoles with the centre’s own numbers', async () => {
    const adapter = await openAdapter(started.url, '/platform', {
      adapterId: 'locks',
      secret: secretOf('locks'),
    })
    const reading = {
      kind: 'lock',
      subject: 'lock-flat-1',
      municipality: 'fjordvik',
      at: { ms: Date.now(), source: 'door', uncertaintyMs: 1_000 },
      lockState: 'notFullyLocked',
      doorState: 'jammed',
      alarms: ['jammed'],
      battery: { percent: 20, level: 'low' },
      powered: true,
      reachable: true,
      clock: 'set',
    }
    expect(
      await adapter.send('readings', { readings: [reading, { ...reading, subject: 'lock-flat-2' }] }),
    ).toMatchObject({
      ok: true,
    })
    await desk.until(() => desk.readings.length >= 2)
    expect(desk.readings).toMatchObject([{ version: 1 }, { version: 2 }])
    expect(await adapter.send('readings', { readings: [{ kind: 'lock' }] })).toMatchObject({
      ok: false,
      error: { code: 'unreadable' },
    })
    adapter.close()
  })
})

describe('what nobody listens to', () => {
  it('is kept, counted and refused', async () => {
    const answer: unknown = await desk.socket.emitWithAck('sing', { loud: true })
    expect(answer).toMatchObject({ ok: false, error: { code: 'unreadable' } })
    await kept()
    expect(started.centre.store.quarantine.newest(1)).toMatchObject([{ source: 'console/desk-1' }])
  })
})
