import { concat } from '../../../../src-domain/access/bytes.ts'
import { writeAnswer, writeSamples } from '../../../../src-domain/lock/answers.ts'
import { cutIntoFrames } from '../../../../src-domain/lock/frames.ts'
import { answerChallenge, answerHello, clear, writeHello } from '../../../../src-domain/lock/handshake.ts'
import { writeRequest } from '../../../../src-domain/lock/requests.ts'
import { sealedEnd } from '../../../../src-domain/lock/sealed.ts'
import { lockCrypto as crypto } from '../../../../src-main/dongle/crypto.ts'
import { advertsOf } from '../../../virtual-lock/adverts.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const counting = (length: number, from: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (from + i) & 0xff)

/** One whole conversation with fixed keys and nonces, as docs/lock-profile.md describes it. */
export const makeVectors = () => {
  const serial = 'VL-000123'
  const serviceKey = counting(32, 0x00)
  const tool = { nonce: counting(16, 0x20), privateKey: counting(32, 0x40) }
  const lock = { nonce: counting(16, 0x60), privateKey: counting(32, 0x80) }
  const hello = writeHello(tool, crypto)
  const theirs = answerHello({ serial, serviceKey, crypto }, lock, hello)
  if (!theirs) throw new Error('a hello of our own that no lock reads')
  const ours = answerChallenge({ serial, serviceKey, crypto }, tool, hello, theirs.challenge)
  if (!ours.ok) throw new Error(ours.error)
  const toolEnd = sealedEnd('tool', ours.keys, crypto)
  const lockEnd = sealedEnd('lock', theirs.keys, crypto)
  const welcome = lockEnd.seal(Uint8Array.of(clear.welcome))
  const motor = writeRequest({ kind: 'motor', direction: 'unlock' })
  const samples = writeSamples([{ atMs: 50, ma: 720, mv: 5_610 }])
  const turned = writeAnswer('motor', {
    lock: 'unlocked',
    tookMs: 400,
    peakMa: 720,
    meanMa: 310,
    lowestMv: 5_610,
  })
  const bindings = writeAnswer('bindings', {
    total: 1,
    some: [{ slot: 0, kind: 'centre', tag: counting(8, 0xa0) }],
  })
  const sealedMotor = toolEnd.seal(motor)
  const { advertising, scanResponse } = advertsOf({ name: 'VL-0123', serialInTheAir: serial })
  return {
    serial,
    air: { name: 'VL-0123', advertisement: hex(advertising()), scanResponse: hex(scanResponse()) },
    serviceKey: hex(serviceKey),
    tool: { nonce: hex(tool.nonce), privateKey: hex(tool.privateKey) },
    lock: { nonce: hex(lock.nonce), privateKey: hex(lock.privateKey) },
    hello: hex(hello),
    challenge: hex(theirs.challenge),
    proof: hex(ours.proof),
    keys: { tool: hex(ours.keys.tool), lock: hex(ours.keys.lock) },
    sealed: [
      { from: 'lock', text: hex(Uint8Array.of(clear.welcome)), message: hex(welcome) },
      { from: 'tool', text: hex(motor), message: hex(sealedMotor) },
      { from: 'lock', text: hex(samples), message: hex(lockEnd.seal(samples)) },
      { from: 'lock', text: hex(turned), message: hex(lockEnd.seal(turned)) },
      { from: 'lock', text: hex(bindings), message: hex(lockEnd.seal(bindings)) },
    ],
    frames: { room: 20, message: hex(concat(sealedMotor)), frames: cutIntoFrames(sealedMotor, 20).map(hex) },
  }
}
