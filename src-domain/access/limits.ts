import { minute, second } from '../time.ts'

/** The numbers of access, all in milliseconds or pieces; their reasons stand in docs/access-token.md, "Numbers". */

/** A token opens for this long after the centre signed it: the longest that a lost handset stays dangerous. */
export const leaseLife = 10 * minute
/** While there is coverage a handset asks for the next lease this often, so that one lost message costs nothing. */
export const renewEvery = 5 * minute
/** After the bolt moved the same handset may open again for this long: the stretcher, the bag in the car. */
export const reentryLife = 15 * minute
/** Signed time must reach the door within this long of the door's asking for it. */
export const stampLife = 10 * minute
/** A response counts for this long after its challenge; what was signed and held back dies with it. */
export const answerLife = 30 * second
/** A door's clock may be behind by this much; a slower one has to be treated as lost. */
export const clockSlack = 30 * second
/** How long a handset remembers that a grant was revoked; far longer than any lease lives. */
export const revokedMemory = 24 * 60 * minute

/** Doors in one token, as in the journal's `grant.issued`. */
export const mostDoors = 64
/** Keys on a trust list: more than a centre ever needs at once, and few enough for a lock's memory. */
export const mostKeys = 8
/** Challenges that a door remembers at once. */
export const challengeRoom = 16
/** Uses that a door remembers at once; when all of them are of live grants, a further grant is refused. */
export const bookRoom = 128
/** Attempts that a door remembers. */
export const logRoom = 256
/** Attempts that go with one answer, the newest included. */
export const recordsPerAnswer = 16
