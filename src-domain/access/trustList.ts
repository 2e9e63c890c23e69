import { ascii, concat, equal, readAscii, readU8, readU32, u8, u32 } from './bytes.ts'
import type { AccessCrypto, KeyPair } from './crypto.ts'
import { mostKeys } from './limits.ts'

/**
 * Which keys of the centre a door believes, as the centre's authority signs it; byte by byte in
 * docs/access-token.md, "The trust list". Handsets carry it: a door has no network.
 */
export type TrustList = {
  /** 1, 2, 3 … A door takes a newer one only. */
  readonly version: number
  readonly publicKeys: readonly Uint8Array[]
}

/** A door's word on the list that it holds now. Unsigned: it is worth as much as the handset that brings it. */
export type TrustReceipt = { readonly doorTag: Uint8Array; readonly version: number }

const magic = 'VU'
const receiptMagic = 'VW'
const version = 1
const headLength = 8
const keyLength = 32
const signatureLength = 64
const receiptLength = 15

const signedPart = (body: Uint8Array): Uint8Array => concat(ascii('vaktrom-trust/1\n'), body)

/** Throws when it would be no list: the centre's rules keep its keys within `mostKeys`. */
export const signTrustList = (list: TrustList, authority: KeyPair, crypto: AccessCrypto): Uint8Array => {
  const body = concat(
    ascii(magic),
    u8(version),
    u32(list.version),
    u8(list.publicKeys.length),
    ...list.publicKeys,
  )
  const bytes = concat(body, crypto.sign(authority.privateKey, signedPart(body)))
  if (!readTrustList(bytes)) throw new Error('a trust list that no door would read')
  return bytes
}

/** Null for anything but a list of this version; says nothing yet about who signed it. */
export const readTrustList = (bytes: Uint8Array): TrustList | null => {
  if (bytes.length < headLength || readAscii(bytes, 0, 2) !== magic || readU8(bytes, 2) !== version)
    return null
  const count = readU8(bytes, 7)
  if (count < 1 || count > mostKeys) return null
  if (bytes.length !== headLength + keyLength * count + signatureLength) return null
  const publicKeys = Array.from({ length: count }, (_, i) =>
    bytes.slice(headLength + keyLength * i, headLength + keyLength * (i + 1)),
  )
  const isTwice = publicKeys.some((key, i) => publicKeys.slice(0, i).some((other) => equal(key, other)))
  const listVersion = readU32(bytes, 3)
  return listVersion === 0 || isTwice ? null : { version: listVersion, publicKeys }
}

/** The list, if the authority with this public key signed it; else null. */
export const verifyTrustList = (
  bytes: Uint8Array,
  authority: Uint8Array,
  crypto: AccessCrypto,
): TrustList | null => {
  const list = readTrustList(bytes)
  if (!list) return null
  const end = bytes.length - signatureLength
  return crypto.verify(authority, signedPart(bytes.subarray(0, end)), bytes.subarray(end)) ? list : null
}

export const writeTrustReceipt = (receipt: TrustReceipt): Uint8Array =>
  concat(ascii(receiptMagic), u8(version), receipt.doorTag, u32(receipt.version))

/** Null for anything but a receipt of this version. */
export const readTrustReceipt = (bytes: Uint8Array): TrustReceipt | null => {
  if (bytes.length !== receiptLength) return null
  if (readAscii(bytes, 0, 2) !== receiptMagic || readU8(bytes, 2) !== version) return null
  const listVersion = readU32(bytes, 11)
  return listVersion === 0 ? null : { doorTag: bytes.slice(3, 11), version: listVersion }
}
