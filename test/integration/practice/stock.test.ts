import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../../src-centre/clock.ts'
import { centreSays } from '../../../src-centre/journal/journal.ts'
import { benchFile } from '../../../src-centre/practice/benchFile.ts'
import { startPractice } from '../../../src-centre/practice/index.ts'
import { type RunningPractice, runPractice } from '../../../src-centre/practice-centre.ts'
import { newId } from '../../../src-centre/store/store.ts'
import { keyDoorOf } from '../../../src-domain/hardware/oldKey.ts'
import { emptyReport } from '../../../src-domain/hardware/report.ts'

let folder = ''
let running: RunningPractice
const start = async () => {
  running = await runPractice({
    folder,
    port: 0,
    seed: 7,
    residents: 60,
    speed: 0,
    scenario: null,
    clock: systemClock(() => undefined),
    log: () => undefined,
    open: startPractice,
  })
}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vaktrom-stock-'))
  await start()
})
afterEach(async () => {
  await running.close()
  rmSync(folder, { recursive: true, force: true })
})
const file = () => benchFile.parse(JSON.parse(readFileSync(join(folder, 'bench.json'), 'utf8')))
const returned = () =>
  running.centre.store.entries
    .after(0, running.centre.journal.head().seq, 100_000)
    .filter((entry) => entry.kind === 'hardware.returned')

describe('the box of returned units', () => {
  it('stands in stock, and the virtual bench is told what each of them holds', () => {
    const { store, serviceKeys, keys } = running.centre
    const { locks } = file()
    expect(locks.length).toBeGreaterThan(8)
    for (const lock of locks) {
      const [row] = store.rows.stockOf(lock.serial)
      expect(row).toMatchObject({ life: 'returned', doorId: lock.doorId, halfWipedIn: null })
      expect(lock.serviceKey).toBe(Buffer.from(serviceKeys.keyOf(lock.serial) ?? []).toString('hex'))
    }
    const [signing] = keys.trust
    expect(locks[0]?.trust.keys[0]?.publicKey).toBe(
      Buffer.from(signing?.publicKey ?? '', 'base64url').toString('hex'),
    )
    expect(new Set(locks.map(({ address }) => address)).size).toBe(locks.length)
    expect(statSync(join(folder, 'bench.json')).mode & 0o777).toBe(0o600)
  })

  it('has one that its resident owns, and one to whose door no key may be made out', () => {
    const { rows, registry } = running.centre.store
    const stock = file().locks.flatMap(({ serial }) => rows.stockOf(serial))
    const locks = stock.map((row) => registry.get('lock', row.id))
    expect(locks.filter((lock) => lock?.ownedBy === 'resident')).toHaveLength(1)
    const keyed = stock.filter((row) => keyDoorOf(row, registry.get('door', row.doorId ?? '')) !== null)
    expect(keyed.length).toBeGreaterThan(5)
    expect(keyed.length).toBeLessThan(stock.length)
  })

  it('says at the next start only what was signed for: the rest lies there still', async () => {
    const before = returned().length
    const [first] = file().locks
    const [row] = running.centre.store.rows.stockOf(first?.serial ?? '')
    if (!row) throw new Error('nothing in stock')
    const { journal } = running.centre
    const testId = newId()
    const of = { testId, lockId: row.id }
    const says = centreSays(Date.now(), 'practice')
    await journal.write(() =>
      journal.append(
        [
          {
            kind: 'hardware.testBegun',
            caseId: null,
            payload: {
              ...of,
              serial: row.serial,
              driver: 'vaktrom',
              keyReleased: true,
              mayWipe: true,
              oldKeyDoorId: null,
              personId: 'p',
              workplaceId: 'w',
            },
          },
          {
            kind: 'hardware.tested',
            caseId: null,
            payload: {
              ...of,
              report: emptyReport(row.serial),
              end: 'stopped',
              step: null,
              halfWiped: false,
              verdict: 'repair',
            },
          },
          { kind: 'hardware.signed', caseId: null, payload: { ...of, verdict: 'repair' } },
        ],
        says,
      ),
    )
    await running.close()
    await start()
    expect(returned()).toHaveLength(before + 1)
    expect(running.centre.store.rows.load('stock', row.id)?.life).toBe('returned')
  })
})
