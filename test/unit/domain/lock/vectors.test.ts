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

  /** Written from the page alone: no code of the profile but its X25519. */
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
})
