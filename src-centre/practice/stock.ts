import { fromBase64url } from '../../src-domain/access/bytes.ts'
import { trusted } from '../../src-domain/access/token.ts'
import { accessCrypto } from '../crypto.ts'
import type { PracticeCentre } from '../practice-port.ts'
import { type BenchFile, benchFile } from './benchFile.ts'
import type { Returned } from './people/returned.ts'

/** What is in the air of any office besides. */
const neighbours = 24
/** As many keys as a lock's list takes (docs/access-token.md). */
const mostTrusted = 8

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const raw = (key: string): Uint8Array => {
  const bytes = fromBase64url(key)
  if (!bytes) throw new Error('a key of the centre is no base64url')
  return bytes
}

/** The box of returned units: they stand in the journal, and the virtual bench is told what they hold. */
export const fillStock = async (returned: readonly Returned[], centre: PracticeCentre): Promise<void> => {
  await centre.takeBack(
    returned.map(({ lock, doorId }) => ({ lockId: lock.id, serial: lock.serial, doorId })),
  )
  centre.writeBenchFile(JSON.stringify(benchFileOf(returned, centre), null, 2))
}

export const benchFileOf = (
  returned: readonly Returned[],
  { authority, signingKeys, serviceKey }: Pick<PracticeCentre, 'authority' | 'signingKeys' | 'serviceKey'>,
): BenchFile => {
  const keys = signingKeys()
    .slice(-mostTrusted)
    .map((key) => trusted(raw(key), accessCrypto))
    .map(({ keyId, publicKey }) => ({ keyId: hex(keyId), publicKey: hex(publicKey) }))
  return benchFile.parse({
    locks: returned.flatMap(({ lock, doorId, play, turnMs, name, address }) => {
      const key = serviceKey(lock.serial)
      if (!key) return []
      const trust = { authority: hex(raw(authority)), keys }
      const { serial, model } = lock
      return [{ serial, model, name, address, serviceKey: hex(key), doorId, trust, turnMs, play }]
    }),
    neighbours,
  } satisfies BenchFile)
}
