import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { RegistryRow } from '../../../src-domain/registry/rows.ts'
import { openReaderThread, type Reader } from '../../../src-main/core/reader/reader.ts'
import { openStore, replicaFile } from '../../../src-main/core/store/opening.ts'
import type { Store } from '../../../src-main/core/store/store.ts'
import { Journal, uuidOf } from '../../build/journal.ts'
import { storeKey, tempProfile } from './desk.ts'

let profile = ''
let remove: () => void
let store: Store
let reader: Reader
beforeEach(() => {
  ;({ profile, remove } = tempProfile())
})
afterEach(async () => {
  await reader.close()
  store.close()
  remove()
})

const newJournal = () => {
  const journal = new Journal()
  return {
    entries: journal.entries,
    append: (n: number) =>
      journal.append(
        { kind: 'probe.raised', caseId: null, payload: { probeId: uuidOf(n) } },
        { receivedAt: 1_700_000_000_000 },
      ),
  }
}

const eastSide: RegistryRow<'unit'> = {
  id: 'unit-1',
  municipality: 'fjordvik',
  kind: 'patrol',
  name: 'Østsiden',
  callSign: '1',
  base: [10, 63],
  crew: [],
  handsetIds: [],
  onShift: true,
  phone: '00000000',
  providerId: null,
}

const logged: string[] = []
const openReader = (
  script: URL,
  damaged = (): void => {
    throw new Error('damaged')
  },
): Reader => openReaderThread(script, profile, storeKey, store, (event) => void logged.push(event), damaged)

it('searches and walks the chain in a thread of its own, on a handle that cannot write', async () => {
  store = openStore(profile, storeKey).store
  store.registry.put('unit', eastSide)
  const { append, entries } = newJournal()
  for (let i = 1; i <= 1_200; i++) append(i)
  store.commit(() => {
    for (const e of entries) store.entries.add(e)
    store.replica.reach(entries.length, entries.at(-1)?.hash ?? '')
  })
  reader = openReader(new URL('../../../src-main/core/reader/index.ts', import.meta.url))
  expect(await reader.search('osts')).toMatchObject([{ kind: 'unit', id: 'unit-1', title: 'Østsiden' }])

  const progress: number[] = []
  expect(await reader.verify((done) => progress.push(done))).toBeNull()
  expect(progress).toEqual([500, 1_000, 1_200])

  const third = entries[2]
  if (third) store.entries.add({ ...third, payload: third.payload.replace('00', '01') })
  expect(await reader.verify(() => undefined)).toEqual({ seq: 3, fault: 'payloadChanged' })
})

it('dies in the middle of a search, and another one answers it; where that dies too, the writer does', async () => {
  store = openStore(profile, storeKey).store
  store.registry.put('unit', eastSide)
  reader = openReader(new URL('./dyingReader.ts', import.meta.url))
  expect(await reader.search('osts')).toHaveLength(1)

  const once = join(profile, 'once')
  writeFileSync(once, '')
  logged.length = 0
  const [dying, waiting] = await Promise.all([reader.search(`die once ${once}`), reader.search('osts')])
  expect(dying).toEqual([])
  expect(waiting).toHaveLength(1)
  expect(logged).toEqual([])

  expect(await reader.search('die')).toEqual([])
  expect(logged).toEqual(['readerMissing'])
  expect(await reader.search('osts')).toHaveLength(1)
})

it('loses its file for a while: the writer’s handle finds meanwhile, a new thread afterwards', async () => {
  store = openStore(profile, storeKey).store
  store.registry.put('unit', eastSide)
  const file = join(profile, 'replica.db')
  renameSync(file, `${file}.away`)
  reader = openReader(new URL('../../../src-main/core/reader/index.ts', import.meta.url))
  logged.length = 0
  expect(await reader.search('osts')).toHaveLength(1)
  expect(logged).toContain('readerMissing')
  renameSync(`${file}.away`, file)
  logged.length = 0
  expect(await reader.search('osts')).toHaveLength(1)
  expect(logged).toEqual([])
})

it('says that a page is not what was written, where it is told to walk over it', async () => {
  const { append, entries } = newJournal()
  for (let i = 1; i <= 1_200; i++) append(i)
  const written = openStore(profile, storeKey).store
  written.commit(() => {
    for (const e of entries) written.entries.add(e)
    written.replica.reach(entries.length, entries.at(-1)?.hash ?? '')
  })
  written.close()
  store = openStore(profile, storeKey).store
  const bytes = readFileSync(replicaFile(profile))
  const deep = Math.floor(bytes.length / 4_096 / 2) * 4_096 + 99
  bytes[deep] = (bytes[deep] ?? 0) ^ 4
  writeFileSync(replicaFile(profile), bytes, { flag: 'r+' })
  let damaged = 0
  reader = openReader(new URL('../../../src-main/core/reader/index.ts', import.meta.url), () => {
    damaged += 1
  })
  await expect(reader.verify(() => undefined)).rejects.toThrow(/malformed/)
  expect(damaged).toBe(1)
})
