import { afterEach, expect, it } from 'vitest'
import { openReaderThread, type Reader } from '../../../src-main/core/reader/reader.ts'
import { openStore } from '../../../src-main/core/store/opening.ts'
import type { Store } from '../../../src-main/core/store/store.ts'
import { Journal, uuidOf } from '../../build/journal.ts'
import { storeKey, tempProfile } from './desk.ts'

const { profile, remove } = tempProfile()
let store: Store
let reader: Reader
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

it('searches and walks the chain in a thread of its own, on a handle that cannot write', async () => {
  store = openStore(profile, storeKey).store
  store.registry.put('unit', {
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
  })
  const { append, entries } = newJournal()
  for (let i = 1; i <= 1_200; i++) append(i)
  store.commit(() => {
    for (const e of entries) store.entries.add(e)
    store.replica.reach(entries.length, entries.at(-1)?.hash ?? '')
  })
  const script = new URL('../../../src-main/core/reader/index.ts', import.meta.url)
  reader = openReaderThread(
    script,
    profile,
    storeKey,
    store,
    () => undefined,
    () => {
      throw new Error('damaged')
    },
  )
  expect(await reader.search('osts')).toMatchObject([{ kind: 'unit', id: 'unit-1', title: 'Østsiden' }])

  const progress: number[] = []
  expect(await reader.verify((done) => progress.push(done))).toBeNull()
  expect(progress).toEqual([500, 1_000, 1_200])

  const third = entries[2]
  if (third) store.entries.add({ ...third, payload: third.payload.replace('00', '01') })
  expect(await reader.verify(() => undefined)).toEqual({ seq: 3, fault: 'payloadChanged' })
})
