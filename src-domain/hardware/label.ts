import { type VerdictKind, verdictKind } from './verdict.ts'

/** What sticks on a unit after its test. Nobody's name or address: a box of units may stand anywhere. */
export type Label = {
  readonly serial: string
  readonly model: string
  readonly verdict: VerdictKind
  /** On which it was signed, where it was signed: `2026-11-26`. */
  readonly day: string
  readonly testId: string
}

/** In millimetres: a size that every label printer has on its roll. */
export const labelSize = { width: 57, height: 32 } as const

/** Eight dots a millimetre (203 dpi), the commonest head. */
const dots = (mm: number): number => Math.round(mm * 8)

/**
 * What the QR code says: serial, verdict, day and test, apart by spaces. Letters, figures and spaces alone (but for what
 * the serial brings): a scanner gun that types as on another keyboard turns other signs into something else.
 */
export const labelCode = ({ serial, verdict, day, testId }: Label): string =>
  [serial, verdict.toUpperCase(), day.replaceAll('-', ''), testId.replaceAll('-', '').toUpperCase()].join(' ')

const code = new RegExp(`^(.+) (?:${verdictKind.options.join('|')}) \\d{8} [0-9a-f]{32}$`, 'i')

/** The serial that was scanned, off a label of ours or off the maker's own sticker. */
export const scannedSerial = (text: string): string => {
  const said = text.trim()
  return code.exec(said)?.[1] ?? said
}

/** How two writings of one serial are known as one: by letters and figures alone, large or small. */
export const serialKey = (serial: string): string => serial.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

/**
 * A field's data for ZPL after `^FH_`: what the printer would take for a command (`^`, `~`), the mark itself and all that
 * is not plain ASCII, as the bytes of UTF-8 (`^CI28`).
 */
export const zplField = (text: string): string =>
  text.toWellFormed().replaceAll(/[^\x20-\x7d]|[\^_]/gu, (sign) => {
    // The two of these that a URI leaves as they are.
    if (sign === '_') return '_5F'
    if (sign === '~') return '_7E'
    return encodeURIComponent(sign).replaceAll('%', '_')
  })

/** The lines beside the code, in the words of whoever prints. */
export type LabelLines = { readonly verdict: string; readonly signed: string }

/** One label for a Zebra or whatever speaks its language. */
export const labelZpl = (label: Label, lines: LabelLines): string => {
  const field = (x: number, y: number, size: number, text: string): string =>
    `^FO${dots(x)},${dots(y)}^A0N,${dots(size)},${dots(size)}^FH_^FD${zplField(text)}^FS`
  return [
    '^XA^CI28',
    `^PW${dots(labelSize.width)}^LL${dots(labelSize.height)}^LH0,0`,
    `^FO${dots(2)},${dots(2)}^BQN,2,5^FH_^FDMA,${zplField(labelCode(label))}^FS`,
    field(23, 3, 3.5, label.serial),
    field(23, 8, 2.5, label.model),
    field(23, 13, 5, lines.verdict),
    field(23, 20, 2.5, lines.signed),
    field(2, 27, 2.2, label.testId),
    '^XZ',
    '',
  ].join('\n')
}
