import { toBase64url } from '../../../../src-domain/access/bytes.ts'
import type { KeyPair } from '../../../../src-domain/access/crypto.ts'
import { signTrustList, writeTrustReceipt } from '../../../../src-domain/access/trustList.ts'
import { accessCrypto, bytesOf, hex } from './accessCrypto.ts'

type Keys = Readonly<Record<'authority' | 'centre' | 'nextCentre' | 'stranger', KeyPair>>

/** Lists that are brought to a door which holds version 2, with `centre` alone on it, and what it holds then. */
export const makeTrustVectors = (
  { authority, centre, nextCentre, stranger }: Keys,
  doorTag: Uint8Array,
  /** Responses in order to a challenge that the door gave out just now, with a token signed by this key. */
  responseBy: (signer: KeyPair) => Uint8Array,
) => {
  const listOf = (version: number, keys: readonly KeyPair[], by = authority) =>
    signTrustList({ version, publicKeys: keys.map((key) => key.publicKey) }, by, accessCrypto)
  const whole = listOf(3, [centre, nextCentre])
  const signedAnyhow = (body: Uint8Array) => {
    const label = new TextEncoder().encode('vaktrom-trust/1\n')
    const signature = accessCrypto.sign(authority.privateKey, new Uint8Array([...label, ...body]))
    return new Uint8Array([...body, ...signature])
  }
  const with_ = (at: number, byte: number) =>
    signedAnyhow(whole.slice(0, -64).map((b, i) => (i === at ? byte : b)))
  const keyless = signedAnyhow(new Uint8Array([...whole.slice(0, 7), 0]))
  const nine = signedAnyhow(new Uint8Array([...whole.slice(0, 7), 9, ...bytesOf(9 * 32, 0)]))
  const twice = signedAnyhow(new Uint8Array([...whole.slice(0, 8), ...centre.publicKey, ...centre.publicKey]))

  const lists: readonly (readonly [string, Uint8Array, number])[] = [
    ['a newer list', whole, 3],
    ['a newer one that strikes the old key off', listOf(4, [nextCentre]), 4],
    ['as new as its own, with another key', listOf(2, [nextCentre]), 2],
    ['an older one', listOf(1, [centre, nextCentre]), 2],
    ['signed by a signing key', listOf(3, [centre, nextCentre], centre), 2],
    ['signed by another authority', listOf(3, [centre, stranger], stranger), 2],
    ['one bit of a key on it changed', whole.map((b, i) => (i === 8 ? b ^ 1 : b)), 2],
    ['one bit of its signature changed', whole.map((b, i) => (i === whole.length - 1 ? b ^ 1 : b)), 2],
    ['a list one byte short', whole.slice(0, -1), 2],
    ['a list one byte long', new Uint8Array([...whole, 0]), 2],
    ['a list of layout 2', with_(2, 2), 2],
    ['without a key', keyless, 2],
    ['with nine keys', nine, 2],
    ['with a key twice', twice, 2],
    [
      'of version 0',
      signedAnyhow(new Uint8Array([...whole.slice(0, 3), 0, 0, 0, 0, ...whole.slice(7, -64)])),
      2,
    ],
  ]
  const struckOff = listOf(4, [nextCentre])
  const after: readonly (readonly [string, Uint8Array | null, KeyPair, string])[] = [
    ['the old key before any list', null, centre, 'open'],
    ['the new key before any list', null, nextCentre, 'unknownKey'],
    ['the old key while both are trusted', whole, centre, 'open'],
    ['the new key while both are trusted', whole, nextCentre, 'open'],
    ['the old key after it was struck off', struckOff, centre, 'unknownKey'],
    ['the new key after the old was struck off', struckOff, nextCentre, 'open'],
  ]
  return {
    list: {
      fields: { version: 3, publicKeys: [hex(centre.publicKey), hex(nextCentre.publicKey)] },
      bytes: hex(whole),
      text: toBase64url(whole),
    },
    receipt: {
      fields: { doorTag: hex(doorTag), version: 3 },
      bytes: hex(writeTrustReceipt({ doorTag, version: 3 })),
    },
    lists: lists.map(([name, bytes, holds]) => ({ name, list: hex(bytes), holds })),
    after: after.map(([name, list, signer, verdict]) => ({
      name,
      list: list && hex(list),
      response: hex(responseBy(signer)),
      verdict,
    })),
  }
}
