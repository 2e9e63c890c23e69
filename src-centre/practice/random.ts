/** Seeded randomness for everything that practice makes up: the same seed gives the same town, people and traffic. */
export interface Random {
  /** Uniform in [0, 1). */
  readonly next: () => number
  /** Uniform real number in [low, high). */
  readonly between: (low: number, high: number) => number
  /** Uniform whole number in [low, high], both ends included. */
  readonly int: (low: number, high: number) => number
  /** True with the given probability. */
  readonly chance: (probability: number) => boolean
  /** One of the items; throws on an empty list, which is a bug of the caller. */
  readonly pick: <T>(items: readonly T[]) => T
  /** Normally distributed. */
  readonly normal: (mean: number, deviation: number) => number
  /** A shuffled copy. */
  readonly shuffle: <T>(items: readonly T[]) => T[]
  /** An independent stream: drawing from it moves neither this one nor its siblings. */
  readonly fork: (label: string) => Random
}

/** @param seed any whole number */
export function random(seed: number): Random {
  return fromHash(mix(seed | 0, 0x9e3779b9))
}

function fromHash(hash: number): Random {
  const next = sfc32(mix(hash, 1), mix(hash, 2), mix(hash, 3), mix(hash, 4))
  const between = (low: number, high: number): number => low + (high - low) * next()
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    between,
    int,
    chance: (probability) => next() < probability,
    pick: <T>(items: readonly T[]): T => {
      if (items.length === 0) throw new Error('pick from an empty list')
      return items[int(0, items.length - 1)] as T
    },
    normal: (mean, deviation) => {
      const radius = Math.sqrt(-2 * Math.log(1 - next()))
      return mean + deviation * radius * Math.cos(2 * Math.PI * next())
    },
    shuffle: <T>(items: readonly T[]): T[] => {
      const shuffled = items.slice()
      for (let i = shuffled.length - 1; i > 0; i -= 1) {
        const j = int(0, i)
        const held = shuffled[i] as T
        shuffled[i] = shuffled[j] as T
        shuffled[j] = held
      }
      return shuffled
    },
    fork: (label) => fromHash(hashText(hash, label)),
  }
}

/** A 32-bit hash of whole numbers, for lattice noise and for seeds. */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39)
  return (h ^ (h >>> 15)) >>> 0
}

function hashText(start: number, text: string): number {
  let hash = start
  for (let i = 0; i < text.length; i += 1) hash = mix(hash, text.charCodeAt(i) + i * 65_537)
  return hash
}

/** Chris Doty-Humphrey's small fast counter generator: 128 bits of state, public domain. */
function sfc32(a0: number, b0: number, c0: number, d0: number): () => number {
  let a = a0 | 0
  let b = b0 | 0
  let c = c0 | 0
  let d = d0 | 0
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    c |= 0
    return (t >>> 0) / 4_294_967_296
  }
  for (let i = 0; i < 12; i += 1) next()
  return next
}
