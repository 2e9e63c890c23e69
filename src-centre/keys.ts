import { toBase64url } from '../src-domain/access/bytes.ts'
import type { KeyPair } from '../src-domain/access/crypto.ts'
import { mostKeys } from '../src-domain/access/limits.ts'
import { isStruckOff, keysAt, type Trust } from '../src-domain/access/trustKeys.ts'
import { signTrustList } from '../src-domain/access/trustList.ts'
import type { PublicKey, Sign } from '../src-domain/journal/checkpoint.ts'
import { accessCrypto, privateKeyFromPem, rawKeyPair, rawPublicKey, signWith } from './crypto.ts'
import {
  newSigningKey,
  openSigningKeyFile,
  type StoredKey,
  writeSigningKeyFile,
} from './store/signingKeyFile.ts'

/**
 * The centre's signing keys: outside the journal, so that they can be kept apart from it. Which of them signs and
 * which are trusted is in the journal: they follow its row.
 */
export type SigningKeys = {
  /** The newest trusted one signs. */
  readonly keyId: string
  readonly sign: Sign
  /** The same key as the access rules take it. */
  readonly pair: KeyPair
  /** All that were not struck off: what older ones signed still counts. */
  readonly trust: readonly PublicKey[]
  readonly isStruckOff: (keyId: string) => boolean
  /** The key that will sign after the next change: on disk before anybody asks for it. */
  readonly nextKeyId: () => string
  readonly holds: (keyId: string) => boolean
  /** What a door is fitted with: the authority's public key, 32 bytes as base64url. */
  readonly authority: string
  /** The newest trust list, as handsets carry it; null where the file holds none of its keys any more. */
  readonly list: SignedList | null
  readonly listAt: (version: number) => SignedList | null
  /** Called with the journal's row whenever it changed. */
  readonly follow: (trust: Trust) => void
}

/** `list`: base64url. */
export type SignedList = { readonly version: number; readonly list: string }

/** `trust`: the journal's row; undefined before the first start, when all keys of the file are trusted. */
export const openSigningKeys = (folder: string, trust: Trust | undefined): SigningKeys => {
  let file = openSigningKeyFile(folder)
  const authority = rawKeyPair(privateKeyFromPem(file.authority.privateKey))
  const find = (keyId: string): StoredKey | undefined =>
    [...file.keys, file.next].find((key) => key.id === keyId)
  const inHand = (keyIds: readonly string[]) => keyIds.flatMap((keyId) => find(keyId) ?? [])

  const standing = (trusted: Trust) => {
    const listed = inHand(keysAt(trusted, trusted.version))
    const signing = listed.at(-1) ?? file.keys.at(-1) ?? file.next
    const privateKey = privateKeyFromPem(signing.privateKey)
    return {
      trust: trusted,
      keyId: signing.id,
      sign: signWith(privateKey),
      pair: rawKeyPair(privateKey),
      published: inHand(trusted.keys.map((key) => key.keyId))
        .filter((key) => !isStruckOff(trusted, key.id))
        .map((key) => ({ id: key.id, publicKey: rawPublicKey(privateKeyFromPem(key.privateKey)) })),
      list: listAt(trusted, trusted.version),
    }
  }
  const listAt = (trusted: Trust, version: number): SignedList | null => {
    const keys = inHand(keysAt(trusted, version)).map((key) => rawKeyPair(privateKeyFromPem(key.privateKey)))
    if (keys.length === 0) return null
    const list = { version, publicKeys: keys.map((key) => key.publicKey) }
    return { version, list: toBase64url(signTrustList(list, authority, accessCrypto)) }
  }
  /** Once the journal knows the next key another one is made, also where a crash came in between. */
  const makeNext = () => {
    if (!now.trust.keys.some((key) => key.keyId === file.next.id)) return
    const after = { ...file, keys: [...file.keys, file.next], next: newSigningKey() }
    writeSigningKeyFile(folder, after)
    file = after
  }
  const first: Trust = {
    version: 1,
    keys: file.keys
      .slice(-mostKeys)
      .map(({ id }) => ({ keyId: id, state: 'trusted', since: 1, until: null, at: 0 })),
  }
  let now = standing(trust ?? first)
  makeNext()
  return {
    get keyId() {
      return now.keyId
    },
    get pair() {
      return now.pair
    },
    get trust() {
      return now.published
    },
    get list() {
      return now.list
    },
    sign: (text) => now.sign(text),
    isStruckOff: (keyId) => isStruckOff(now.trust, keyId),
    nextKeyId: () => {
      makeNext()
      return file.next.id
    },
    holds: (keyId) => find(keyId) !== undefined,
    authority: toBase64url(authority.publicKey),
    listAt: (version) => listAt(now.trust, version),
    follow: (changed) => {
      now = standing(changed)
      makeNext()
    },
  }
}
