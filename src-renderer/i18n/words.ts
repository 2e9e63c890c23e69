import type { nb } from './nb.ts'

/** The same keys with any words. */
export type Loose<T> = T extends string ? string : { readonly [K in keyof T]: Loose<T[K]> }

/** The shape that every language fills: the same keys, other words. */
export type Words = Loose<typeof nb>
