import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src-centre/store/database.ts'
import { tables } from '../../../src-domain/journal/rows.ts'
import { openReplica } from '../../../src-main/core/store/open.ts'
import { replicaFile } from '../../../src-main/core/store/opening.ts'
import { fuzz, isJson, messageText, patience, uncaughtDuring } from '../../build/fuzz.ts'
import {
  caseOf,
  noFaults,
  openConsole,
  pressAt,
  pressedAt,
  raisedAt,
  type Started,
  saidAt,
  startCentre,
  tempFolder,
} from '../centre/harness.ts'
import { scaip } from '../centre/town.ts'
import { openDesk, storeKey, tempProfile } from '../core/desk.ts'

/** Rows that say on the disk what nobody ever wrote: at a console, and at the centre. */
const folder = tempFolder()
const profile = tempProfile()
const waiting = 4
let started: Started
beforeAll(async () => {
  started = await startCentre(folder.folder)
  const colleague = await openConsole(started.url, 'desk-2')
  await colleague.resume()
  for (let n = 1; n <= waiting; n++) await pressAt(started.url, scaip(n))
  await raisedAt(colleague)
  const session = await colleague.signIn('p-ida')
  const caseId = caseOf(colleague)
  await colleague.command(session, 'answer', { caseId })
  await colleague.command(session, 'dispatch', { caseId, unitId: 'unit-4' })
  await saidAt(colleague, 'dispatch.sent')
  colleague.close()
  const desk = openDesk({ url: started.url, profile: profile.profile })
  await desk.until('all of it', (s) => s.alarms.size === waiting && s.homes.size === 5)
  await desk.stop()
})
afterAll(async () => {
  await started.centre.close()
  folder.remove()
  profile.remove()
  noFaults(started)
})

/** A table, its text column and what else its rows are; by name, where a schema says what is no row of it. */
type Place = { readonly sql: string; readonly column: string; readonly table: keyof typeof tables | null }
const damage = fc.array(
  fc.record({ place: fc.nat(1_000), row: fc.nat(1_000), text: messageText({ id: 'x', seq: 1, at: [1] }) }),
  { minLength: 1, maxLength: 6 },
)
type Db = ReturnType<typeof openDatabase>
const inflict = (
  db: Db,
  places: readonly Place[],
  all: readonly { readonly place: number; readonly row: number; readonly text: string }[],
): number => {
  let alarms = 0
  for (const { place: p, row, text } of all) {
    const { sql, column, table } = places[p % places.length] as Place
    const texts = db
      .prepare<[], string>(`SELECT ${column} FROM ${sql} WHERE ${column} IS NOT NULL`)
      .pluck()
      .all()
    const schema = table === null ? null : tables[table]
    // A row that could be true is no damage that anybody could see.
    if (texts.length === 0 || (isJson(text) && schema?.safeParse(JSON.parse(text)).success)) continue
    try {
      db.prepare(`UPDATE ${sql} SET ${column} = ? WHERE ${column} = ?`).run(text, texts[row % texts.length])
      if (table === 'alarm') alarms += 1
    } catch (error) {
      // An index over the text refuses what is no JSON: nothing of the kind can stand there.
      if (!String(error).includes('malformed JSON')) throw error
    }
  }
  db.close()
  return alarms
}

describe('rows on a disk that cannot be read', () => {
  const atCentre: Place[] = [
    ...(['alarm', 'dispatch', 'probe'] as const).map(
      (table): Place => ({ sql: table, column: 'row', table }),
    ),
    ...['accessRow', 'registry', 'reading'].map((sql): Place => ({ sql, column: 'row', table: null })),
  ]
  const places: Place[] = [
    { sql: 'alarm', column: 'json', table: 'alarm' },
    { sql: 'dispatch', column: 'json', table: 'dispatch' },
    { sql: 'probe', column: 'json', table: 'probe' },
    ...['access_rows', 'registry', 'telemetry', 'kept', 'loose'].map((sql) => ({
      sql,
      column: 'json',
      table: null,
    })),
    { sql: 'entries', column: 'payload', table: null },
  ]

  it(
    'are left out and counted at a console: whoever waits is shown all the same, and the next press rings',
    async () => {
      const uncaught = await uncaughtDuring(() =>
        fc.assert(
          fc.asyncProperty(damage, async (all) => {
            const copy = tempProfile()
            cpSync(profile.profile, copy.profile, { recursive: true })
            const opened = openReplica(replicaFile(copy.profile), storeKey)
            if (!opened.ok) throw new Error(opened.fault.kind)
            const alarms = inflict(opened.db, places, all)
            const desk = openDesk({ url: started.url, profile: copy.profile })
            await desk.until(
              'everybody who waits',
              (s) => s.alarms.size === waiting && s.health?.link === 'connected',
            )
            const pressId = await pressedAt(started, scaip(1))
            await desk.until('the press', (s) => [...s.alarms.values()].some((a) => a.pressId === pressId))
            if (alarms > 0) expect(desk.seen.health?.unreadable.count).toBeGreaterThan(0)
            await desk.stop()
            copy.remove()
          }),
          fuzz(20_301, 12),
        ),
      )
      expect(uncaught).toEqual([])
    },
    patience(60),
  )

  it(
    'are left out and counted at the centre: open cases are folded anew, and the next press rings',
    async () => {
      await fc.assert(
        fc.asyncProperty(damage, async (all) => {
          const copy = tempFolder()
          started.centre.store.settle()
          cpSync(folder.folder, copy.folder, { recursive: true })
          const key = readFileSync(join(copy.folder, 'centre.key'), 'utf8').trim()
          const alarms = inflict(openDatabase(join(copy.folder, 'centre.db'), key), atCentre, all)
          const again = await startCentre(copy.folder)
          const desk = await openConsole(again.url, 'desk-1')
          await desk.resume()
          await desk.until(() => desk.opened.length > 0)
          expect(desk.opened[0]?.rows.filter((c) => c.table === 'alarm')).toHaveLength(waiting)
          await pressAt(again.url, scaip(1))
          await saidAt(desk, 'alarm.pressed')
          await again.centre.journal.write(() => undefined, 'bulk')
          if (alarms > 0) expect(again.centre.store.quarantine.count()).toBeGreaterThan(0)
          desk.close()
          await again.centre.close()
          copy.remove()
          noFaults(again)
        }),
        fuzz(20_302, 6),
      )
    },
    patience(60),
  )
})
