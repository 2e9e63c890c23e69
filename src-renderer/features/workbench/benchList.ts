import type { BenchView, NearItem, StockItem } from '../../../src-preload/contract/bench.ts'

/** One unit as the list shows it, wherever it is known from; `key` is its serial, or made of its radio's until that is known. */
export type UnitLine = {
  readonly key: string
  readonly serial: string | null
  readonly near: NearItem | null
  readonly stock: StockItem | null
  /** Its place in the queue, from 1; null where it is not in it. */
  readonly place: number | null
  readonly isRunning: boolean
}

export type BenchList = {
  /** Half wiped, and not finished: above all else, heard or not. */
  readonly halfWiped: readonly UnitLine[]
  /** Tested, heard or not: what waits for a person and not for a radio. */
  readonly toSign: readonly UnitLine[]
  readonly near: readonly UnitLine[]
  readonly shelf: readonly UnitLine[]
  /** Whatever else speaks Bluetooth here: last, since in a house full of it it is most of what is heard. */
  readonly nameless: readonly UnitLine[]
}

/** No serial begins so. */
const radioMark = 'radio:'
const radioKey = (id: string): string => `${radioMark}${id}`

/** What stock or a driver knows before what they do not; never by signal, or lines would jump under the hand. */
const rank = ({ stock, near }: UnitLine): number => (stock ? 0 : near?.driver === 'generic' ? 2 : 1)
const byNear = (a: UnitLine, b: UnitLine): number => rank(a) - rank(b) || a.key.localeCompare(b.key)

export const benchList = (view: BenchView): BenchList => {
  const line = (near: NearItem | null, stock: StockItem | null): UnitLine => {
    const serial = stock?.serial ?? near?.serial ?? null
    // One that was refused waits for nothing: it may be asked for anew.
    const place = view.queue.findIndex((waiting) => waiting.serial === serial && waiting.refused === null)
    return {
      key: serial ?? radioKey(near?.id ?? ''),
      serial,
      near,
      stock,
      place: place < 0 ? null : place + 1,
      isRunning: serial !== null && view.running?.test.serial === serial,
    }
  }
  const heard = view.near.map((item) => line(item, item.stock))
  const serials = new Set(heard.map(({ serial }) => serial))
  const shelf = view.stock.filter(({ serial }) => !serials.has(serial)).map((item) => line(null, item))
  const isHalf = ({ stock }: UnitLine): boolean => stock?.halfWiped ?? false
  const isToSign = ({ stock }: UnitLine): boolean => stock?.life === 'tested'
  const isPlain = (one: UnitLine): boolean => !isHalf(one) && !isToSign(one)
  const all = [...heard, ...shelf]
  return {
    halfWiped: all.filter(isHalf),
    toSign: all.filter((one) => isToSign(one) && !isHalf(one)).sort(byNear),
    near: heard.filter((one) => one.serial !== null && isPlain(one)).sort(byNear),
    shelf: shelf.filter(isPlain),
    nameless: heard.filter(({ serial }) => serial === null).sort(byNear),
  }
}

export const allLines = ({ halfWiped, toSign, near, shelf, nameless }: BenchList): readonly UnitLine[] => [
  ...halfWiped,
  ...toSign,
  ...near,
  ...shelf,
  ...nameless,
]

/**
 * The line that was chosen: a unit that has said who it is since is known by its serial; one that is in no list any
 * more has its history; a radio without a name that is gone is nothing.
 */
export const lineOf = (lines: readonly UnitLine[], key: string | null): UnitLine | null => {
  if (key === null) return null
  const known = lines.find((line) => line.key === key || (line.near && radioKey(line.near.id) === key))
  if (known) return known
  return key.startsWith(radioMark)
    ? null
    : { key, serial: key, near: null, stock: null, place: null, isRunning: false }
}

/** Whether `T` does something with it: in stock, and neither waiting nor under test. */
export const mayTest = ({ stock, place, isRunning }: UnitLine): boolean =>
  stock !== null && place === null && !isRunning

export type Signal = 'strong' | 'fair' | 'weak'
/** RSSI in dBm; ours: a lock on the bench stands above -60, one in the next room below -80. */
export const signalOf = (rssi: number): Signal => (rssi >= -60 ? 'strong' : rssi >= -80 ? 'fair' : 'weak')
