import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'

/**
 * A door's half of the work, written from docs/access-token.md alone: no line of it comes from the rules that
 * it is held against. It answers one response; it keeps no book of uses and no log.
 */
export type PageDoor = {
  readonly tag: Buffer
  readonly authority: Buffer
  readonly listVersion: number
  readonly trust: readonly Buffer[]
  /** Challenges that were given out since it got power, each so many milliseconds ago. */
  readonly challenges: readonly { readonly bytes: Buffer; readonly age: number; readonly answered: boolean }[]
  readonly clock: number | null
  /** The newest signed time that it has ever taken. */
  readonly newestStamp: number
}

const sha256 = (...parts: readonly Buffer[]): Buffer =>
  createHash('sha256').update(Buffer.concat(parts)).digest()

export const pageTag = (doorId: string): Buffer =>
  sha256(Buffer.from(`vaktrom-door/1\n${doorId}`)).subarray(0, 8)
export const pageKeyId = (publicKey: Buffer): Buffer => sha256(publicKey).subarray(0, 8)

/** Reading a key takes as long as verifying with it. */
const known = new Map<string, KeyObject>()
const keyOf = (publicKey: Buffer): KeyObject => {
  const x = publicKey.toString('base64url')
  const key = known.get(x) ?? createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  known.set(x, key)
  return key
}

const isSigned = (publicKey: Buffer, label: string, parts: readonly Buffer[], signature: Buffer): boolean => {
  const key = keyOf(publicKey)
  return verify(null, Buffer.concat([Buffer.from(`${label}\n`), ...parts]), key, signature)
}

const doorsOf = (token: Buffer): readonly string[] =>
  Array.from({ length: token[78] ?? 0 }, (_, i) => token.toString('hex', 79 + 8 * i, 87 + 8 * i))

const isToken = (token: Buffer): boolean => {
  if (token.length < 143 || token.toString('latin1', 0, 2) !== 'VK' || token[2] !== 1) return false
  const doors = doorsOf(token)
  const [notBefore, notAfter, windowUntil] = [64, 68, 72].map((at) => token.readUInt32BE(at)) as [
    number,
    number,
    number,
  ]
  return (
    (token[3] ?? 0) < 8 &&
    doors.length >= 1 &&
    doors.length <= 64 &&
    token.length === 79 + 8 * doors.length + 64 &&
    new Set(doors).size === doors.length &&
    notBefore < notAfter &&
    notAfter <= windowUntil
  )
}

const latest = 8_640_000_000_000_000n

const isChallenge = (bytes: Buffer): boolean =>
  bytes.toString('latin1', 0, 2) === 'VC' && bytes[2] === 1 && bytes.readBigUInt64BE(27) <= latest

/** Where the parts of a response are; null when it is none. */
const partsOf = (
  r: Buffer,
): { challenge: Buffer; signature: Buffer; stamp: Buffer; token: Buffer } | null => {
  if (r.length < 105 || r.toString('latin1', 0, 2) !== 'VR' || r[2] !== 1) return null
  const stampEnd = 105 + (r[3] ?? 0)
  if (![0, 84, 108].includes(r[3] ?? 1) || r.length !== stampEnd + r.readUInt16BE(4)) return null
  const challenge = r.subarray(6, 41)
  if (!isChallenge(challenge)) return null
  return {
    challenge,
    signature: r.subarray(41, 105),
    stamp: r.subarray(105, stampEnd),
    token: r.subarray(stampEnd),
  }
}

/** What the door's clock says after a stamp. */
const clockAfter = (door: PageDoor, stamp: Buffer): number | null => {
  const key = door.trust.find((one) => pageKeyId(one).equals(stamp.subarray(4, 12)))
  const body = stamp.subarray(0, -64)
  const named = stamp.length === 108
  if (stamp.toString('latin1', 0, 2) !== 'VT' || stamp[2] !== 1 || stamp[3] !== (named ? 1 : 0))
    return door.clock
  if (!key || !isSigned(key, 'vaktrom-time/1', [body], stamp.subarray(-64))) return door.clock
  if (stamp.readBigUInt64BE(12) > latest) return door.clock
  const at = Number(stamp.readBigUInt64BE(12))
  if (at <= door.newestStamp) return door.clock
  const ours =
    named && stamp.subarray(20, 28).equals(door.tag)
      ? door.challenges.find((one) => one.bytes.subarray(11, 27).equals(stamp.subarray(28, 44)))
      : undefined
  if (!ours || ours.age > 600_000) return door.clock === null ? null : Math.max(door.clock, at)
  const laterEnd = at + ours.age
  return door.clock === null ? laterEnd : Math.min(Math.max(door.clock, at), laterEnd)
}

export const pageVerdict = (door: PageDoor, response: Buffer): string => {
  const parts = partsOf(response)
  if (!parts || !isToken(parts.token)) return 'unreadable'
  const { token, challenge } = parts
  const key = door.trust.find((one) => pageKeyId(one).equals(token.subarray(4, 12)))
  if (!key) return 'unknownKey'
  if (!isSigned(key, 'vaktrom-token/1', [token.subarray(0, -64)], token.subarray(-64))) return 'badSignature'
  if (!doorsOf(token).includes(door.tag.toString('hex'))) return 'wrongDoor'
  const answered = [challenge, sha256(token)]
  if (!isSigned(token.subarray(32, 64), 'vaktrom-response/1', answered, parts.signature))
    return 'wrongHandset'
  const asked = door.challenges.find((one) => one.bytes.equals(challenge))
  if (!asked || asked.answered || asked.age > 30_000) return 'staleChallenge'
  const clock = parts.stamp.length > 0 ? clockAfter(door, parts.stamp) : door.clock
  if (clock === null) return 'noClock'
  if (clock < token.readUInt32BE(64) * 1000) return 'notYetValid'
  return clock >= token.readUInt32BE(68) * 1000 ? 'expired' : 'open'
}

const listedKeys = (list: Buffer): Buffer[] | null => {
  if (list.length < 72 || list.toString('latin1', 0, 2) !== 'VU' || list[2] !== 1) return null
  const n = list[7] ?? 0
  if (list.readUInt32BE(3) === 0 || n < 1 || n > 8 || list.length !== 72 + 32 * n) return null
  const keys = Array.from({ length: n }, (_, i) => list.subarray(8 + 32 * i, 40 + 32 * i))
  return new Set(keys.map((key) => key.toString('hex'))).size === n ? keys : null
}

/** The door after it was brought a list, and what it answers. */
export const pageLearns = (door: PageDoor, list: Buffer): { door: PageDoor; receipt: Buffer } => {
  const keys = listedKeys(list)
  const takes =
    keys !== null &&
    list.readUInt32BE(3) > door.listVersion &&
    isSigned(door.authority, 'vaktrom-trust/1', [list.subarray(0, -64)], list.subarray(-64))
  const isGone = door.trust.some((old) => !keys?.some((key) => key.equals(old)))
  const after = takes
    ? {
        ...door,
        trust: keys,
        listVersion: list.readUInt32BE(3),
        newestStamp: isGone ? 0 : door.newestStamp,
      }
    : door
  const receipt = Buffer.concat([Buffer.from('VW\x01'), door.tag, Buffer.alloc(4)])
  receipt.writeUInt32BE(after.listVersion, 11)
  return { door: after, receipt }
}

export type PageRecord = {
  readonly tag: string
  readonly code: number
  readonly seq: number
  readonly lost: number
  readonly at: number
  readonly grantId: string
  readonly useId: string
}

const uuidOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')

export const pageRecord = (bytes: Buffer): PageRecord => {
  const id = Buffer.from(sha256(Buffer.from('vaktrom-use/1\n'), bytes).subarray(0, 16))
  id[6] = ((id[6] ?? 0) % 16) + 0x80
  id[8] = ((id[8] ?? 0) % 64) + 0x80
  return {
    tag: bytes.toString('hex', 4, 12),
    code: bytes[3] ?? -1,
    seq: bytes.readUInt32BE(12),
    lost: bytes.readUInt32BE(16),
    at: Number(bytes.readBigUInt64BE(20)),
    grantId: uuidOf(bytes.subarray(28, 44)),
    useId: uuidOf(id),
  }
}
