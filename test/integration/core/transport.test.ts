import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createTlsServer, type Server } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hour } from '../../../src-domain/time.ts'
import { type CentreTrust, pinOf, usualTrust } from '../../../src-main/core/link/trust.ts'
import { coreConfig } from '../../../src-main/core/messages.ts'
import { openMaps } from '../../../src-main/shell/border/map.ts'
import { type Authority, type Issued, newAuthority } from '../../build/certificates.ts'
import { type LiveCentre, startLiveCentre } from '../../build/liveCentre.ts'
import { secretOf, tempFolder } from '../centre/harness.ts'
import { type Desk, openDesk, storeKey, tempProfile } from './desk.ts'

/** A live centre as it is run, in a process of its own behind TLS, and the real core. */
const centres = ['right', 'otherHost', 'expired', 'early', 'stranger'] as const
type Which = (typeof centres)[number]
const temp = tempFolder()
let ours: Authority
let strangers: Authority
let issued: Record<Which, Issued>
let running: Record<Which, LiveCentre>

beforeAll(async () => {
  const host = '127.0.0.1'
  ours = await newAuthority('Our own authority')
  strangers = await newAuthority('Somebody else')
  const ago = (days: number): Date => new Date(Date.now() - days * 24 * hour)
  issued = {
    right: await ours.issue({ host }),
    otherHost: await ours.issue({ host: 'centre.example' }),
    expired: await ours.issue({ host, from: ago(3), until: ago(2) }),
    early: await ours.issue({ host, from: ago(-2), until: ago(-3) }),
    stranger: await strangers.issue({ host }),
  }
  const start = async (which: Which): Promise<[Which, LiveCentre]> => {
    const folder = join(temp.folder, which)
    mkdirSync(folder)
    return [which, await startLiveCentre({ folder, tls: issued[which] })]
  }
  // Whichever could not start, the others are known and stopped.
  const started = await Promise.all(centres.map(start))
  running = Object.fromEntries(started) as typeof running
})
afterAll(async () => {
  await Promise.all(Object.values(running).map((one) => one.stop()))
  temp.remove()
})

let profile = tempProfile()
let desk: Desk | null = null
beforeEach(() => {
  profile = tempProfile()
})
afterEach(async () => {
  await desk?.stop()
  desk = null
  profile.remove()
})

const ourOwn = (pin: string | null = null): CentreTrust => ({ authority: ours.pem, pin })
const pinOfKey = (pem: string): string => pinOf(new X509Certificate(pem))
const open = (url: string, trust?: CentreTrust): Desk => {
  desk = openDesk({ url, profile: profile.profile, practice: false, trust })
  return desk
}
const linkOf = async (url: string, trust?: CentreTrust): Promise<string> => {
  const one = open(url, trust)
  await one.until('a link or a refusal', ({ health }) =>
    ['connected', 'refused'].includes(health?.link ?? ''),
  )
  return one.seen.health?.linkRefusal ?? one.seen.health?.link ?? ''
}

describe('a line to a live centre', () => {
  it('stands where the authority is the one that the console is set to', async () => {
    expect(await linkOf(running.right.url, ourOwn())).toBe('connected')
  })

  it.each([
    ['the authority’s', () => ours.pem],
    ['the centre’s own', () => issued.right.cert],
  ])('stands where the pinned key is %s', async (_whose, pem) => {
    expect(await linkOf(running.right.url, ourOwn(pinOfKey(pem())))).toBe('connected')
  })

  it.each<[string, Which, () => CentreTrust | undefined, string]>([
    ['nobody known vouches for it', 'right', () => undefined, 'certificateUnknown'],
    ['another authority than the one set vouches for it', 'stranger', () => ourOwn(), 'certificateOther'],
    [
      'its authority is trusted but not the pinned one',
      'stranger',
      () => ({ authority: `${ours.pem}\n${strangers.pem}`, pin: pinOfKey(ours.pem) }),
      'certificateOther',
    ],
    ['its certificate is for another address', 'otherHost', () => ourOwn(), 'certificateHost'],
    ['its certificate has expired', 'expired', () => ourOwn(), 'certificateExpired'],
    ['its certificate is not valid yet', 'early', () => ourOwn(), 'certificateEarly'],
  ])('is refused where %s', async (_what, which, trust, why) => {
    expect(await linkOf(running[which].url, trust())).toBe(why)
  })

  it('is refused where the environment says that anything goes', async () => {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    try {
      expect(await linkOf(running.stranger.url, ourOwn())).toBe('certificateOther')
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
    }
  })

  it('is refused where whoever answers speaks no TLS', async () => {
    const plain = createServer().listen(0, '127.0.0.1')
    await once(plain, 'listening')
    const { port } = plain.address() as AddressInfo
    expect(await linkOf(`https://127.0.0.1:${port}`, ourOwn())).toBe('notEncrypted')
    plain.close()
  })

  it('comes back by itself when the certificate was put right', async () => {
    const one = open(running.expired.url, ourOwn())
    await one.until('the refusal', ({ health }) => health?.linkRefusal === 'certificateExpired')
    const { port } = new URL(running.expired.url)
    await running.expired.stop()
    await one.until('away', ({ health }) => health?.link === 'away')
    const tls = await ours.issue({ host: '127.0.0.1' })
    running.expired = await startLiveCentre({
      folder: join(temp.folder, 'expired'),
      tls,
      port: Number(port),
    })
    await one.until('the line', ({ health }) => health?.link === 'connected')
  })
})

describe('a live centre', () => {
  it('answers nobody who speaks in plain text', async () => {
    const { port } = new URL(running.right.url)
    const heard = await new Promise<string>((resolve) => {
      let text = ''
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('GET /health HTTP/1.1\r\n\r\n'))
      socket.on('data', (chunk) => (text += String(chunk)))
      socket.on('error', () => undefined)
      socket.on('close', () => resolve(text))
    })
    expect(heard).not.toContain('headSeq')
  })
})

describe('a map', () => {
  let server: Server | null = null
  afterEach(() => {
    server?.closeAllConnections()
    server?.close()
    server = null
  })
  /** What answers with this certificate, and what it was sent. */
  const answering = async (issued: Issued): Promise<{ readonly url: string; readonly heard: string[] }> => {
    const heard: string[] = []
    server = createTlsServer(issued, ({ headers }, response) => {
      heard.push(String(headers.authorization))
      response.end('{}')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, heard }
  }
  const fetched = async (url: string, trust?: CentreTrust): Promise<number> => {
    const source = { url, trust, workplaceId: 'desk-1', secret: secretOf('desk-1') }
    return (await openMaps(profile.profile, () => source)('m'.repeat(43), 'roads')).status
  }

  it('comes from the centre that is trusted', async () => {
    const { url, heard } = await answering(await ours.issue({ host: '127.0.0.1' }))
    expect(await fetched(url, ourOwn(pinOfKey(ours.pem)))).toBe(200)
    expect(heard).toEqual([`Bearer desk-1:${secretOf('desk-1')}`])
  })

  it.each<[string, () => Promise<Issued>, () => CentreTrust | undefined]>([
    ['whom nobody known vouches for', () => ours.issue({ host: '127.0.0.1' }), () => undefined],
    ['of another authority', () => strangers.issue({ host: '127.0.0.1' }), () => ourOwn()],
    ['of another address', () => ours.issue({ host: 'centre.example' }), () => ourOwn()],
    [
      'without the pinned key',
      () => ours.issue({ host: '127.0.0.1' }),
      () => ourOwn(pinOfKey(strangers.pem)),
    ],
  ])(
    'is not asked of a server %s, whatever the environment says: the credential stays here',
    async (_who, issue, trust) => {
      process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
      try {
        const { url, heard } = await answering(await issue())
        expect(await fetched(url, trust())).toBe(404)
        expect(heard).toEqual([])
      } finally {
        delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
      }
    },
  )

  it('is not asked for over an open line to another machine', async () => {
    expect(await fetched('http://192.0.2.1')).toBe(404)
  })
})

describe('core', () => {
  it('takes no address of another machine without TLS, whoever told it', () => {
    const config = {
      workplaceId: 'desk-1',
      secret: secretOf('desk-1'),
      profile: '/nowhere',
      storeKey,
      practice: false,
      graphics: 'software',
      trust: usualTrust,
    }
    for (const url of ['http://192.0.2.1', 'http://127.0.0.1.example', 'ftp://127.0.0.2.example'])
      expect(coreConfig.safeParse({ ...config, url }).success).toBe(false)
    for (const url of ['https://192.0.2.1', 'http://127.0.0.1:80'])
      expect(coreConfig.safeParse({ ...config, url }).success).toBe(true)
  })
})
