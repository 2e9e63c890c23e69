import { hash, X509Certificate } from 'node:crypto'
import { type ConnectionOptions, checkServerIdentity, type PeerCertificate } from 'node:tls'
import { z } from 'zod'

/** Whom a console takes for its centre. */
export const centreTrust = z.object({
  /** PEM; in place of the authorities that come with the program. */
  authority: z.string().nullable(),
  /** SHA-256 of a public key (SPKI) that must stand in the centre's chain, of the centre itself or an authority. */
  pin: z
    .string()
    .regex(/^sha256\/[A-Za-z0-9+/]{43}=$/, 'must be sha256/ and 44 characters of base64')
    .nullable(),
})
export type CentreTrust = z.infer<typeof centreTrust>

/** The authorities of the program, and any key. */
export const usualTrust: CentreTrust = { authority: null, pin: null }

/** This machine itself: what goes there is seen by nobody on the way. */
export const isLoopback = (url: string): boolean => {
  const host = URL.canParse(url) ? new URL(url).hostname : ''
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
/** The credential travels over it. */
export const isGuarded = (url: string): boolean => url.startsWith('https:') || isLoopback(url)

const longestChain = 10
const otherAuthority = 'VAKTROM_OTHER_AUTHORITY'

/**
 * How to connect so that nobody else can stand in for the centre. Verification is asked for in so many words, since
 * Node lets an environment variable switch off what is only its default.
 */
export const tlsOptions = ({ authority, pin }: CentreTrust) =>
  ({
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ...(authority === null ? {} : { ca: [authority] }),
    checkServerIdentity: (host: string, peer: PeerCertificate) => {
      const fault = checkServerIdentity(host, peer)
      if (fault !== undefined || pin === null || chainOf(peer).some((one) => pinOf(one) === pin)) return fault
      return Object.assign(new Error('no key of the chain is the pinned one'), { code: otherAuthority })
    },
  }) satisfies ConnectionOptions

export const pinOf = ({ publicKey }: X509Certificate): string =>
  `sha256/${hash('sha256', publicKey.export({ type: 'spki', format: 'der' }), 'base64')}`

/** From the centre's own certificate upwards, as far as each is proved to have been signed by the next. */
const chainOf = (peer: PeerCertificate): readonly X509Certificate[] => {
  let above = aboveOf(peer)
  let last = new X509Certificate(peer.raw)
  const chain = [last]
  while (above !== null && chain.length < longestChain) {
    const next = new X509Certificate(above.raw)
    if (next.fingerprint256 === last.fingerprint256) break
    if (!next.ca || !last.checkIssued(next) || !last.verify(next.publicKey)) break
    chain.push(next)
    last = next
    above = aboveOf(above)
  }
  return chain
}

/** Node asks with the whole chain and says so in no type. */
const aboveOf = (peer: PeerCertificate): PeerCertificate | null =>
  'issuerCertificate' in peer ? (peer.issuerCertificate as PeerCertificate) : null

/** Why a line could not be trusted, in the words of `linkRefusal`. */
export type TrustFault =
  | 'certificateUnknown'
  | 'certificateOther'
  | 'certificateHost'
  | 'certificateExpired'
  | 'certificateEarly'
  | 'certificateBad'
  | 'notEncrypted'

/** Codes as OpenSSL and Node name them (node:tls, "X509 certificate error codes"). */
const nobodyKnown = [
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
]
const otherwiseBad = [
  'CERT_SIGNATURE_FAILURE',
  'CERT_REVOKED',
  'CERT_REJECTED',
  'CERT_UNTRUSTED',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'CERT_CHAIN_TOO_LONG',
]

/** Null for a line that is simply away: what failed there says nothing of trust. */
export const trustFault = (error: unknown, trust: CentreTrust): TrustFault | null => {
  const code = codeOf(error)
  if (code === otherAuthority) return 'certificateOther'
  if (nobodyKnown.includes(code)) return trust.authority === null ? 'certificateUnknown' : 'certificateOther'
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'certificateHost'
  if (code === 'CERT_HAS_EXPIRED') return 'certificateExpired'
  if (code === 'CERT_NOT_YET_VALID') return 'certificateEarly'
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return 'notEncrypted'
  return otherwiseBad.includes(code) ? 'certificateBad' : null
}

/** Engine.IO wraps what the socket said: in `description`, and that in `error`. */
const codeOf = (error: unknown, depth = 0): string => {
  if (typeof error !== 'object' || error === null || depth > 4) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  for (const inner of ['description', 'error', 'cause', 'context'] as const) {
    const found = inner in error ? codeOf((error as Record<string, unknown>)[inner], depth + 1) : ''
    if (found !== '') return found
  }
  return ''
}
