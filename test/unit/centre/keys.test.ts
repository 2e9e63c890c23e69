import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../../src-centre/clock.ts'
import { accessCrypto, verifyEd25519 } from '../../../src-centre/crypto.ts'
import { newestBelieved } from '../../../src-centre/journal/checkpoints.ts'
import { centreSays, openJournal } from '../../../src-centre/journal/journal.ts'
import { verifyTail } from '../../../src-centre/journal/verify.ts'
import { openSigningKeys, type SignedList, type SigningKeys } from '../../../src-centre/keys.ts'
import { openStore } from '../../../src-centre/store/store.ts'
import { keepTrust } from '../../../src-centre/trust.ts'
import { fromBase64url, toBase64url } from '../../../src-domain/access/bytes.ts'
import { verifyTrustList } from '../../../src-domain/access/trustList.ts'
import { checkpointText } from '../../../src-domain/journal/checkpoint.ts'
import type { Draft } from '../../../src-domain/journal/kinds.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vaktrom-keys-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const path = () => join(folder, 'signing-keys.json')

/** Keys, store and journal of a centre, as it starts. */
const open = async () => {
  const store = openStore({ folder, practice: true })
  const keys = openSigningKeys(folder, store.rows.load('trust', 'trust'))
  const journal = openJournal(
    store,
    'fjordvik',
    (error) => {
      throw error
    },
    () => undefined,
  )
  const errors: string[] = []
  const clock = systemClock((error) => {
    throw error
  })
  keepTrust({
    centreId: 'test',
    clock,
    log: (level, what) => void (level === 'error' && errors.push(what)),
    store,
    journal,
    keys,
  })
  const say = (...drafts: readonly Draft[]) =>
    journal.write(() => journal.append(drafts, centreSays(clock.now(), 'test')))
  await say()
  return {
    keys,
    errors,
    say,
    store,
    journal,
    trust: () => store.rows.load('trust', 'trust'),
    entries: () => store.entries.after(0, 1_000, 1_000),
    close: async () => {
      await journal.close()
      store.close()
    },
  }
}
const added = (keyId: string, version: number): Draft => ({
  kind: 'signingKey.added',
  caseId: null,
  payload: { keyId, version },
})
const gone = (kind: 'signingKey.retired' | 'signingKey.struckOff', keyId: string, version: number): Draft =>
  kind === 'signingKey.retired'
    ? { kind, caseId: null, payload: { keyId, version } }
    : { kind, caseId: null, payload: { keyId, version, reason: 'stolen' } }

/** Version and public keys of a list that the authority signed. */
const read = (keys: SigningKeys, signed: SignedList | null) => {
  const list = verifyTrustList(
    fromBase64url(signed?.list ?? '') ?? new Uint8Array(),
    fromBase64url(keys.authority) ?? new Uint8Array(),
    accessCrypto,
  )
  return list && [list.version, ...list.publicKeys.map(toBase64url)]
}
const publicKeyOf = (keys: SigningKeys, keyId: string) =>
  keys.trust.find((key) => key.id === keyId)?.publicKey

describe('the signing keys', () => {
  it('on the first start: one key, said once in the journal by its name alone', async () => {
    const first = await open()
    const { keyId } = first.keys
    expect(first.entries().map(({ kind, payload }) => [kind, JSON.parse(payload)])).toEqual([
      ['signingKey.added', { keyId, version: 1 }],
    ])
    expect(read(first.keys, first.keys.list)).toEqual([1, publicKeyOf(first.keys, keyId)])
    await first.close()
    const again = await open()
    expect(again.entries()).toHaveLength(1)
    expect(again.keys.keyId).toBe(keyId)
    expect(again.keys.list).toEqual(first.keys.list)
    expect(again.errors).toEqual([])
    await again.close()
    expect(statSync(path()).mode & 0o777).toBe(0o600)
  })

  it('rotate: the next one signs once the journal says so, the old one is still trusted and published', async () => {
    const { keys, say, close } = await open()
    const old = keys.keyId
    const next = keys.nextKeyId()
    expect(readFileSync(path(), 'utf8')).toContain(next)
    expect(keys.keyId).toBe(old)
    await say(added(next, 2))
    expect(keys.keyId).toBe(next)
    const [before, now] = [publicKeyOf(keys, old) ?? '', publicKeyOf(keys, next) ?? '']
    expect(verifyEd25519(now, 'text', keys.sign('text'))).toBe(true)
    expect(toBase64url(keys.pair.publicKey)).toBe(now)
    expect(read(keys, keys.list)).toEqual([2, before, now])
    expect(read(keys, keys.listAt(1))).toEqual([1, before])
    expect([old, next]).not.toContain(keys.nextKeyId())
    expect(readFileSync(path(), 'utf8')).toContain(keys.nextKeyId())
    await close()
  })

  it('retire: off the list, and what it signed still counts', async () => {
    const { keys, say, close } = await open()
    const old = keys.keyId
    await say(added(keys.nextKeyId(), 2))
    await say(gone('signingKey.retired', old, 3))
    expect(read(keys, keys.list)).toEqual([3, publicKeyOf(keys, keys.keyId)])
    expect(publicKeyOf(keys, old)).toBeDefined()
    expect(keys.isStruckOff(old)).toBe(false)
    await close()
  })

  it('strike off: off the list and published no more, also after a restart', async () => {
    const first = await open()
    const old = first.keys.keyId
    await first.say(added(first.keys.nextKeyId(), 2), gone('signingKey.struckOff', old, 2))
    for (const keys of [first.keys, openSigningKeys(folder, first.trust())]) {
      expect(keys.keyId).not.toBe(old)
      expect(keys.trust.map((key) => key.id)).toEqual([keys.keyId])
      expect(keys.isStruckOff(old)).toBe(true)
      expect(read(keys, keys.list)).toEqual([2, publicKeyOf(keys, keys.keyId)])
    }
    await first.close()
  })

  it('strike off: what it signed of the journal is passed over, and what the older ones signed counts', async () => {
    const { keys, say, store, journal, close } = await open()
    const sign = (keyId = keys.keyId) => {
      const open = { ...journal.head(), at: 1, keyId }
      store.entries.putCheckpoint({ ...open, signature: keys.sign(checkpointText(open)) })
      return open.seq
    }
    const signedByFirst = sign()
    await say(added(keys.nextKeyId(), 2))
    const second = keys.keyId
    const signedBySecond = sign()
    expect(newestBelieved(store.entries, keys)?.seq).toBe(signedBySecond)
    await say(added(keys.nextKeyId(), 3), gone('signingKey.struckOff', second, 3))
    expect(newestBelieved(store.entries, keys)?.seq).toBe(signedByFirst)
    expect(verifyTail(store.entries, keys)).toBeNull()
    const forged = sign('k0000000')
    expect(verifyTail(store.entries, keys)).toEqual({ seq: forged, fault: 'checkpointForged' })
    await close()
  })

  it('survive a crash after the journal said it and before the file was written', async () => {
    const first = await open()
    const next = first.keys.nextKeyId()
    copyFileSync(path(), `${path()}.before`)
    await first.say(added(next, 2))
    await first.close()
    copyFileSync(`${path()}.before`, path())
    const again = await open()
    expect(again.errors).toEqual([])
    expect(again.keys.keyId).toBe(next)
    expect(again.keys.trust).toHaveLength(2)
    expect(again.keys.nextKeyId()).not.toBe(next)
    await again.close()
    const third = await open()
    expect(third.keys.keyId).toBe(next)
    expect(third.keys.nextKeyId()).toBe(again.keys.nextKeyId())
    await third.close()
  })

  it('that are lost are missed loudly, and another one signs: alarms must ring', async () => {
    const first = await open()
    await first.close()
    rmSync(path())
    const again = await open()
    expect(again.errors).toEqual(['signingKeyLost'])
    expect(again.keys.keyId).not.toBe(first.keys.keyId)
    expect(again.entries().map((entry) => JSON.parse(entry.payload))).toEqual([
      { keyId: first.keys.keyId, version: 1 },
      { keyId: again.keys.keyId, version: 2 },
    ])
    expect(read(again.keys, again.keys.list)).toEqual([2, publicKeyOf(again.keys, again.keys.keyId)])
    expect(again.keys.listAt(1)).toBeNull()
    await again.close()
  })

  it('of a file that knows neither authority nor next key are all trusted, the last one signs', async () => {
    const [one, two] = [openSigningKeys(folder, undefined), openSigningKeys(folder, undefined).nextKeyId()]
    const file = JSON.parse(readFileSync(path(), 'utf8')) as { keys: unknown[]; next: unknown }
    writeFileSync(path(), JSON.stringify({ keys: [...file.keys, file.next] }))
    const centre = await open()
    expect(centre.keys.keyId).toBe(two)
    expect(centre.keys.trust.map((key) => key.id)).toEqual([one.keyId, two])
    expect(centre.entries()).toHaveLength(2)
    expect(centre.keys.list?.version).toBe(1)
    await centre.close()
    expect(openSigningKeys(folder, undefined).authority).toBe(centre.keys.authority)
  })
})
