import { createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { lockCrypto } from '../../../../src-main/dongle/crypto.ts'
import { makeVectors } from './vectors.ts'

const vectors = makeVectors()
const file = fileURLToPath(new URL('../../../vectors/lock-profile.json', import.meta.url))
const bytes = (text: string): Buffer => Buffer.from(text, 'hex')

describe('the test vectors of the lock profile', () => {
  it('are those in the file', async () => {
    const text = JSON.stringify(vectors, null, 2).replace(/\[\s+("\w+"),\s+("\w+")\s+\]/, '[$1, $2]')
    await expect(`${text}\n`).toMatchFileSnapshot(file)
  })

  /** This and what follows is written from the page alone: no code of the profile but its X25519. */
  it('are what the page says', () => {
    const { serial, serviceKey, tool, lock, hello, challenge, proof, keys, sealed } = vectors
    const agreed = lockCrypto.agree(bytes(lock.privateKey), bytes(hello).subarray(18))
    expect(hello).toBe(
      `0101${tool.nonce}${Buffer.from(lockCrypto.publicOf(bytes(tool.privateKey))).toString('hex')}`,
    )
    const said = Buffer.concat([
      Buffer.from('vaktrom-lock/1\n'),
      Buffer.from([serial.length]),
      Buffer.from(serial),
      bytes(hello),
      bytes(challenge).subarray(0, 49),
    ])
    const digest = createHash('sha256').update(said).digest()
    const mac = (label: string, more: Uint8Array = new Uint8Array()) =>
      createHmac('sha256', bytes(serviceKey))
        .update(Buffer.concat([Buffer.from(label), digest, more]))
        .digest('hex')
    expect(challenge.slice(98)).toBe(mac('vaktrom-lock/1 lock\n'))
    expect(proof).toBe(`02${mac('vaktrom-lock/1 tool\n', bytes(challenge).subarray(49))}`)
    const secret = Buffer.concat([agreed ?? Buffer.alloc(0), bytes(serviceKey)])
    const both = Buffer.from(hkdfSync('sha256', secret, digest, 'vaktrom-lock/1 session\n', 32)).toString(
      'hex',
    )
    expect(both).toBe(keys.tool + keys.lock)

    const counts = { tool: 0, lock: 0 }
    for (const { from, text, message } of sealed) {
      const side = from === 'tool' ? 'tool' : 'lock'
      counts[side] += 1
      const nonce = Buffer.alloc(12)
      nonce[0] = side === 'tool' ? 0 : 1
      nonce.writeUInt32BE(counts[side], 8)
      const whole = bytes(message)
      expect(whole.subarray(0, 5).toString('hex')).toBe(
        `${side === 'tool' ? '10' : '90'}${nonce.subarray(8).toString('hex')}`,
      )
      const open = createDecipheriv('aes-128-gcm', bytes(keys[side]), nonce)
        .setAAD(whole.subarray(0, 5))
        .setAuthTag(whole.subarray(-16))
      expect(Buffer.concat([open.update(whole.subarray(5, -16)), open.final()]).toString('hex')).toBe(text)
    }
  })

  it('tell in the air what the page says', () => {
    const { serial, air } = vectors
    const service = '5a1f00017d4e4f0b9c522f6b8a0d3e71'.match(/../g)?.toReversed().join('')
    const ascii = (text: string): string => Buffer.from(text, 'ascii').toString('hex')
    expect(air.advertisement).toBe(`020106${'1107'}${service}${'0809'}${ascii(air.name)}`)
    expect(air.scanResponse).toBe(`1a21${service}${ascii(serial)}`)
    for (const packet of [air.advertisement, air.scanResponse])
      expect(packet.length / 2).toBeLessThanOrEqual(31)
  })

  it('say what the page says, number by number', () => {
    const [welcome, motor, samples, turned, bindings] = vectors.sealed.map(({ text }) => bytes(text))
    if (!welcome || !motor || !samples || !turned || !bindings) throw new Error('five sealed messages')
    const numbers = (from: Buffer, at: number, count: number): number[] =>
      Array.from({ length: count }, (_, i) => from.readUInt16BE(at + 2 * i))
    expect([...welcome]).toEqual([0x82])
    // Motor: unlock.
    expect([...motor]).toEqual([0x04, 2])
    // One sample: since the start, current, voltage.
    expect([...samples.subarray(0, 2)]).toEqual([0xc4, 1])
    expect(samples).toHaveLength(2 + 6)
    expect(numbers(samples, 2, 3)).toEqual([50, 720, 5_610])
    // Answered, done, unlocked: took, peak, mean, lowest.
    expect([...turned.subarray(0, 3)]).toEqual([0x84, 0, 2])
    expect(turned).toHaveLength(3 + 8)
    expect(numbers(turned, 3, 4)).toEqual([400, 720, 310, 5_610])
    // Answered, done: one in all and one here, in slot 0 a centre's signing key, its tag.
    expect(bindings.toString('hex')).toBe('8500' + '0101' + '0001' + 'a0a1a2a3a4a5a6a7')
  })

  it('are cut into frames as the page says', () => {
    const { room, message, frames } = vectors.frames
    const parts = frames.map((frame, i) => {
      const whole = bytes(frame)
      expect(whole.length).toBeLessThanOrEqual(room)
      const isFirst = i === 0
      expect(whole[0]).toBe((isFirst ? 128 : 0) + (i === frames.length - 1 ? 64 : 0) + (i % 64))
      if (isFirst) expect(whole.readUInt16BE(1)).toBe(message.length / 2)
      return whole.subarray(isFirst ? 3 : 1)
    })
    expect(Buffer.concat(parts).toString('hex')).toBe(message)
    expect(frames.length).toBeGreaterThan(1)
  })
})
