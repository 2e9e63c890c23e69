import { createHash, createHmac } from 'node:crypto'

/**
 * A keypad and its centre, written from docs/spoken-code.md alone: no line of it comes from the rules that it is
 * held against.
 */

const label = (name: string): Buffer => Buffer.from(`${name}\n`, 'ascii')
const sha256 = (...parts: readonly Buffer[]): Buffer =>
  createHash('sha256').update(Buffer.concat(parts)).digest()
const hmac = (key: Buffer, ...parts: readonly Buffer[]): Buffer =>
  createHmac('sha256', key).update(Buffer.concat(parts)).digest()

const namedUuid = (name: string, bytes: Buffer): string => {
  const id = sha256(label(name), bytes).subarray(0, 16)
  id.writeUInt8((id.readUInt8(6) % 16) + 128, 6)
  id.writeUInt8((id.readUInt8(8) % 64) + 128, 8)
  return id.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}

export const pagePlaceTag = (place: string): Buffer =>
  sha256(label('vaktrom-place/1'), Buffer.from(place)).subarray(0, 8)
export const pageKeypadKey = (root: Buffer, place: string): Buffer =>
  hmac(root, label('vaktrom-keypad/1'), Buffer.from(place))

type PageCode = { readonly startHour: number; readonly hours: number; readonly serial: number }

const layout = ({ startHour, hours, serial }: PageCode): Buffer => {
  const bytes = Buffer.alloc(6)
  bytes.writeUInt32BE(startHour, 0)
  bytes.writeUInt8(hours, 4)
  bytes.writeUInt8(serial, 5)
  return bytes
}

export const pageDigits = (key: Buffer, code: PageCode): string =>
  String(hmac(key, label('vaktrom-code/1'), layout(code)).readBigUInt64BE(0) % 1_000_000_000n).padStart(
    9,
    '0',
  )

export const pageCodeId = (tag: Buffer, code: PageCode): string =>
  namedUuid('vaktrom-code-id/1', Buffer.concat([tag, layout(code)]))

const tenMinutes = 600_000

export type PageUse = { readonly useId: string; readonly codeId: string; readonly at: number }
export type PageAnswer = { readonly answer: string; readonly use: PageUse | null }

/** Its bolt moves at once, or jams. */
export class PageKeypad {
  private readonly key: Buffer
  private readonly tag: Buffer
  /** The clock at the count 0; null while it is lost. */
  private clockAtZero: number | null = null
  private wrong = 0
  private shutSince: number | null = null
  private openings = 0
  private table: { hour: number; codes: Map<string, PageCode> } = { hour: -1, codes: new Map() }

  constructor(key: Buffer, tag: Buffer) {
    this.key = key
    this.tag = tag
  }

  setClock(at: number, count: number): void {
    this.clockAtZero = at - count
  }

  /** The count begins anew at 0. */
  losePower(count: number): void {
    this.shutSince = this.isShut(count) ? 0 : null
    this.clockAtZero = null
  }

  type(digits: string, count: number, bolt: 'moves' | 'jams' = 'moves'): PageAnswer {
    if (this.isShut(count)) return { answer: 'shut', use: null }
    if (this.clockAtZero === null) return { answer: 'noClock', use: null }
    const at = this.clockAtZero + count
    const code = this.find(digits, at)
    if (!code) return { answer: this.countWrong(count), use: null }
    this.wrong = 0
    return { answer: 'open', use: bolt === 'moves' ? this.write(code, at) : null }
  }

  private isShut(count: number): boolean {
    return this.shutSince !== null && count - this.shutSince < tenMinutes
  }

  private find(digits: string, at: number): PageCode | null {
    const hour = Math.floor(at / 3_600_000)
    if (this.table.hour !== hour) this.table = { hour, codes: this.makeTable(hour) }
    return this.table.codes.get(digits) ?? null
  }

  /** Made once an hour, as the page allows. */
  private makeTable(h: number): Map<string, PageCode> {
    const codes = new Map<string, PageCode>()
    for (let startHour = h; startHour >= h - 23; startHour--)
      for (let hours = h - startHour + 1; hours <= 24; hours++)
        for (let serial = 0; serial < 4; serial++) {
          const code = { startHour, hours, serial }
          const digits = pageDigits(this.key, code)
          if (!codes.has(digits)) codes.set(digits, code)
        }
    return codes
  }

  private countWrong(count: number): string {
    this.wrong += 1
    if (this.wrong < 5) return 'wrong'
    this.wrong = 0
    this.shutSince = count
    return 'wrongCodeLimit'
  }

  private write(code: PageCode, at: number): PageUse {
    this.openings += 1
    const codeId = pageCodeId(this.tag, code)
    const bytes = Buffer.alloc(36)
    this.tag.copy(bytes, 0)
    bytes.writeUInt32BE(this.openings, 8)
    bytes.write(codeId.replaceAll('-', ''), 12, 'hex')
    bytes.writeBigUInt64BE(BigInt(at), 28)
    return { useId: namedUuid('vaktrom-code-use/1', bytes), codeId, at }
  }
}
