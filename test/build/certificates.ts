import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { hour } from '../../src-domain/time.ts'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

export type Authority = { readonly pem: string; readonly issue: (wanted: Wanted) => Promise<Issued> }
export type Issued = { readonly cert: string; readonly key: string }
type Wanted = {
  /** As a client writes it in the address: a name or an IPv4 address. */
  readonly host: string
  readonly from?: Date
  readonly until?: Date
}

const newKeys = (): Promise<CryptoKeyPair> => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])

/** Real X.509 that lives for one test: an authority of its own, and what it signs. */
export const newAuthority = async (name: string): Promise<Authority> => {
  const keys = await newKeys()
  const self: X509Certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name: `CN=${name}`,
      keys,
      signingAlgorithm: algorithm,
      notBefore: new Date(Date.now() - 400 * 24 * hour),
      notAfter: new Date(Date.now() + 400 * 24 * hour),
      extensions: [
        new BasicConstraintsExtension(true, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      ],
    },
    crypto,
  )
  return {
    pem: self.toString('pem'),
    issue: async ({ host, from, until }) => {
      const own = await newKeys()
      const leaf = await X509CertificateGenerator.create(
        {
          subject: 'CN=centre',
          issuer: self.subject,
          publicKey: own.publicKey,
          signingKey: keys.privateKey,
          signingAlgorithm: algorithm,
          notBefore: from ?? new Date(Date.now() - 24 * hour),
          notAfter: until ?? new Date(Date.now() + 24 * hour),
          extensions: [
            new BasicConstraintsExtension(false, undefined, true),
            new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
            new SubjectAlternativeNameExtension([
              { type: /^[\d.]+$/.test(host) ? 'ip' : 'dns', value: host },
            ]),
          ],
        },
        crypto,
      )
      const key = await crypto.subtle.exportKey('pkcs8', own.privateKey)
      return { cert: leaf.toString('pem'), key: PemConverter.encode(key, 'PRIVATE KEY') }
    },
  }
}
