import type { Reader } from '../../src-domain/wire/mayRead.ts'

/** Which workplace a connection is, and what it may read. */
export type Seat = { readonly workplaceId: string; readonly reader: Reader }
