import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accessCrypto } from '../../../src-centre/crypto.ts'
import { type KeypadUse, keypadStep, newKeypad } from '../../../src-domain/access/keypad.ts'
import { placeTag } from '../../../src-domain/access/spokenCode.ts'
import type { ChainStep } from '../../../src-domain/registry/rows.ts'
import { minute } from '../../../src-domain/time.ts'
import {
  type Adapter,
  caseOf,
  type MovedClock,
  movedClock,
  noFaults,
  openAdapter,
  openConsole,
  pressAt,
  raisedAt,
  type Started,
  saidAt,
  secretOf,
  startCentre,
  type TestConsole,
  tempFolder,
} from './harness.ts'
import { scaip, townRows } from './town.ts'

const flat: ChainStep = { kind: 'door', doorId: 'flat-1' }
const box: ChainStep = { kind: 'keyStore', keyStoreId: 'box-1' }

/** Home 1 with a keypad on its flat door and on a key box, and a street door with a private lock. */
const rows = () => {
  const [home] = townRows(1).filter((put) => put.table === 'home')
  const [street] = townRows(1).filter((put) => put.table === 'door' && put.row.place === 'street')
  const [lock] = townRows(1).filter((put) => put.table === 'lock' && put.row.id === 'lock-flat-1')
  if (home?.table !== 'home' || street?.table !== 'door' || lock?.table !== 'lock') throw new Error('no home')
  const { municipality } = home.row
  return [
    { table: 'lock' as const, row: { ...lock.row, keypad: true } },
    { table: 'door' as const, row: { ...street.row, sharedCode: true } },
    {
      table: 'keyStore' as const,
      row: {
        id: 'box-1',
        municipality,
        kind: 'keyBox' as const,
        label: 'Nøkkelboks ved porten',
        hook: null,
        position: home.row.position,
        keypad: true,
      },
    },
    { table: 'home' as const, row: { ...home.row, chain: [...home.row.chain, box] } },
  ]
}

let temp = tempFolder()
let clock: MovedClock
let started: Started
let desk: TestConsole
let session: string
let caseId: string
let adapter: Adapter
beforeEach(async () => {
  temp = tempFolder()
  clock = movedClock()
  started = await startCentre(temp.folder, { residents: 1, clock })
  await started.centre.putRegistry(rows())
  await started.centre.putSharedCodes([{ doorId: 'street-1', code: '4711 og stjerne' }])
  desk = await openConsole(started.url, 'desk-1')
  await desk.resume()
  adapter = await openAdapter(started.url, '/platform', { adapterId: 'locks', secret: secretOf('locks') })
  session = await desk.signIn('p-ida')
  await pressAt(started.url, scaip(1))
  await raisedAt(desk)
  caseId = caseOf(desk)
  await desk.command(session, 'answer', { caseId })
})
afterEach(async () => {
  adapter.close()
  desk.close()
  await started.centre.close()
  temp.remove()
  noFaults(started)
})

const done = async (name: string, args: object): Promise<string> => {
  const answer = await desk.command(session, name, { caseId, ...args })
  if (!answer.ok) throw new Error(`refused: ${answer.error.code}`)
  return answer.value.entryIds[0] ?? ''
}
const issue = (step: ChainStep = flat, hours = 6) => done('issueCode', { step, hours, reason: 'alarm' })
const ask = async (entryId: string, over: { session?: string; caseId?: string } = {}, at = desk) => {
  const answer = await at.ask('secret', { session, caseId, entryId, ...over })
  return answer.ok ? answer.value.words : answer.error.code
}
/** A keypad as it was fitted, which has never heard of the centre since. */
const typeAt = (step: ChainStep, digits: string, at = clock.now()): KeypadUse | null => {
  const key = started.centre.keypads.keyOf(step)
  if (!key) throw new Error('no key')
  const fitted = newKeypad(key, placeTag(step, accessCrypto))
  const set = keypadStep(fitted, { kind: 'clockSet', at }, 0, accessCrypto).state
  const { state, reply } = keypadStep(set, { kind: 'typed', digits }, 0, accessCrypto)
  if (reply.kind !== 'drive') return null
  return keypadStep(state, { kind: 'bolt', moved: true }, 0, accessCrypto).state.log[0] ?? null
}
const told = ({ useId, codeId, at }: KeypadUse) => ({
  useId,
  codeId,
  at: { ms: at, source: 'door', uncertaintyMs: 30_000 },
})

describe('a spoken code', () => {
  it.each([flat, box])(
    'issued for $kind opens that keypad and no other, and its use comes home',
    async (step) => {
      const digits = await ask(await issue(step))
      expect(digits).toMatch(/^\d{9}$/)
      expect(typeAt(step === flat ? box : flat, digits)).toBeNull()
      const use = typeAt(step, digits)
      const [row] = started.centre.store.rows.codesOf(caseId)
      expect(use?.codeId).toBe(row?.id)
      if (!use) throw new Error('not opened')
      for (const _ of [1, 2])
        expect(await adapter.send('keypad', { uses: [told(use)] })).toMatchObject({ ok: true })
      await saidAt(desk, 'code.used')
      const used = started.centre.store.entries.ofCase(caseId).filter((e) => e.kind === 'code.used')
      expect(used).toMatchObject([
        { by: { kind: 'platform', id: 'locks' }, causedBy: use.useId, at: { ms: use.at, source: 'door' } },
      ])
      expect(started.centre.store.rows.codesOf(caseId)).toMatchObject([{ uses: [{ at: use.at }] }])
    },
  )

  it('is one of four at a keypad, each with digits of its own, and there is no fifth', async () => {
    const digits = new Set<string>()
    for (const hours of [6, 6, 1, 24]) digits.add(await ask(await issue(flat, hours)))
    expect(digits.size).toBe(4)
    expect(
      await desk.command(session, 'issueCode', { caseId, step: flat, hours: 1, reason: 'alarm' }),
    ).toMatchObject({ ok: false, error: { code: 'tooManyCodes' } })
    for (const one of digits) expect(typeAt(flat, one)).not.toBeNull()
  })

  it('that nobody issued is kept as a fact without a case when a keypad let it in, and said', async () => {
    const use = { useId: v7(), codeId: v7(), at: clock.now() }
    await adapter.send('keypad', { uses: [told(use)] })
    await saidAt(desk, 'code.used')
    expect(desk.live.at(-1)).toMatchObject({ kind: 'code.used', caseId: null, causedBy: use.useId })
    expect(started.said.filter((line) => line.includes('unknownCode'))).toHaveLength(1)
  })

  it('was used when it was heard at the latest, whatever the keypad’s clock says', async () => {
    const use = { useId: v7(), codeId: v7(), at: clock.now() + 5 * minute }
    await adapter.send('keypad', { uses: [told(use)] })
    await saidAt(desk, 'code.used')
    expect(desk.live.at(-1)?.at).toMatchObject({ ms: clock.now(), uncertaintyMs: 5 * minute })
  })
})

describe('the digits', () => {
  it('are told to whoever issued the code, again and again, for ten minutes', async () => {
    const entryId = await issue()
    const digits = await ask(entryId)
    clock.advance(10 * minute)
    expect(await ask(entryId)).toBe(digits)
    clock.advance(1)
    expect(await ask(entryId)).toBe('secretWithheld')
  })

  it('are told to nobody else: a colleague, another desk with one’s own session, nobody signed in', async () => {
    const entryId = await issue()
    const other = await openConsole(started.url, 'desk-2')
    const jon = await other.signIn('p-jon')
    const eva = await other.signIn('p-eva')
    expect(await ask(entryId, { session: jon }, other)).toBe('secretWithheld')
    expect(await ask(entryId, { session: eva }, other)).toBe('secretWithheld')
    expect(await ask(entryId, {}, other)).toBe('notSignedIn')
    expect(await ask(entryId, { session: jon })).toBe('notSignedIn')
    expect(await ask(entryId, { session: 'made-up' })).toBe('notSignedIn')
    await desk.ask('signOut', { token: session })
    expect(await ask(entryId)).toBe('notSignedIn')
    other.close()
  })

  it('stand behind no other entry, nor behind one of another case', async () => {
    const entryId = await issue()
    const noteId = await done('note', { text: 'Leser opp koden.' })
    const answered = started.centre.store.entries.ofCase(caseId).find((e) => e.kind === 'alarm.answered')
    expect(await ask(noteId)).toBe('secretWithheld')
    expect(await ask(answered?.id ?? '')).toBe('secretWithheld')
    expect(await ask(v7())).toBe('secretWithheld')
    expect(await ask(entryId, { caseId: v7() })).toBe('secretWithheld')
    const use = typeAt(flat, await ask(entryId))
    if (!use) throw new Error('not opened')
    await adapter.send('keypad', { uses: [told(use)] })
    const used = started.centre.store.entries.ofCase(caseId).find((e) => e.kind === 'code.used')
    expect(await ask(used?.id ?? '')).toBe('secretWithheld')
  })

  it('are in no table, no journal and no log, and neither is what they are made of', async () => {
    const digits = await ask(await issue())
    const shared = await ask(await done('revealSharedCode', { doorId: 'street-1' }))
    await ask(v7())
    await desk.socket.emitWithAck('secret', { session, caseId, entryId: 'not readable' })
    const use = typeAt(flat, digits)
    if (use) await adapter.send('keypad', { uses: [told(use)] })
    await started.centre.journal.write(() => undefined, 'bulk')
    const key = Buffer.from(started.centre.keypads.keyOf(flat) ?? [])
    const { db } = started.centre.store
    const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[]
    const kept = tables
      .filter((name) => name !== 'sharedCode')
      .map((name) => JSON.stringify(db.prepare(`SELECT * FROM "${name}"`).all()))
      .join('\n')
    expect(kept).toContain('code.issued')
    const everything =
      kept + started.said.join('\n') + JSON.stringify([desk.live, desk.history, [...desk.registry]])
    for (const secret of [digits, shared, key.toString('hex'), key.toString('base64url')])
      expect(everything).not.toContain(secret)
  })
})

describe('a private lock’s shared code', () => {
  it('is told to whoever had it revealed for the case', async () => {
    expect(await ask(await done('revealSharedCode', { doorId: 'street-1' }))).toBe('4711 og stjerne')
  })

  it('that was taken out, or never was there, is not told', async () => {
    const entryId = await done('revealSharedCode', { doorId: 'street-1' })
    await started.centre.putSharedCodes([{ doorId: 'street-1', code: null }])
    expect(await ask(entryId)).toBe('secretWithheld')
  })
})
