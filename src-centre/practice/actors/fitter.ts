import { fromBase64url } from '../../../src-domain/access/bytes.ts'
import type { AccessCrypto } from '../../../src-domain/access/crypto.ts'
import type { DoorTrust } from '../../../src-domain/access/doorState.ts'
import { trustOf } from '../../../src-domain/access/doorTrust.ts'
import { verifyTrustList } from '../../../src-domain/access/trustList.ts'
import type { PracticeCentre } from '../../practice-port.ts'

/** Who hangs the locks: puts into each the authority's key, and a trust list that the authority signed. */
export const makeFitter =
  (centre: Pick<PracticeCentre, 'authority' | 'trustListOf'>, crypto: AccessCrypto) =>
  (doorId: string): DoorTrust => {
    const authority = fromBase64url(centre.authority)
    const bytes = fromBase64url(centre.trustListOf(doorId))
    const list = authority && bytes && verifyTrustList(bytes, authority, crypto)
    if (!authority || !list) throw new Error(`no trust list to fit ${doorId} with`)
    return trustOf(authority, list, crypto)
  }
