import { type Label, type LabelLines, labelCode, labelSize } from '../../../src-domain/hardware/label.ts'
import { qrOf } from './qr.ts'

type LabelPictureProps = {
  readonly label: Label
  readonly lines: LabelLines
  /** What it shows, for whoever does not see it. */
  readonly words: string
}

/** Millimetres. */
const code = { at: 2, side: 19 }
const textAt = 23.5
const textWidth = labelSize.width - textAt - 2

/** The label in millimetres, black on white whatever the screen looks like. */
export const LabelPicture = ({ label, lines, words }: LabelPictureProps) => {
  const qr = qrOf(labelCode(label))
  const isReuse = label.verdict === 'reuse'
  return (
    <svg
      viewBox={`0 0 ${labelSize.width} ${labelSize.height}`}
      width={`${labelSize.width}mm`}
      height={`${labelSize.height}mm`}
      role="img"
      aria-label={words}
      fontFamily="Inter Variable, sans-serif"
      fill="#000"
    >
      <rect width={labelSize.width} height={labelSize.height} fill="#fff" />
      <path
        d={qr.path}
        fillRule="evenodd"
        transform={`translate(${code.at} ${code.at + 1}) scale(${code.side / qr.side})`}
      />
      <Line y={6.4} size={4} text={label.serial} bold />
      <Line y={10} size={2.6} text={label.model} />
      {/* What must not hang on a door again is seen from across the room. */}
      <rect
        x={textAt - 0.5}
        y={12.2}
        width={textWidth + 1}
        height={7.2}
        rx={0.8}
        fill={isReuse ? '#fff' : '#000'}
        stroke="#000"
        strokeWidth={0.4}
      />
      <Line y={17.5} size={4.6} text={lines.verdict} bold indent={1} fill={isReuse ? '#000' : '#fff'} />
      <Line y={23.4} size={2.6} text={lines.signed} />
      <text x={code.at} y={29.4} fontSize={2.3}>
        {label.testId}
      </text>
    </svg>
  )
}

type LineProps = {
  readonly y: number
  readonly size: number
  readonly text: string
  readonly bold?: boolean
  readonly indent?: number
  readonly fill?: string
}

/** Squeezed where it would not fit: a serial that is cut off names another unit. */
const Line = ({ y, size, text, bold = false, indent = 0, fill = '#000' }: LineProps) => {
  const room = textWidth - indent
  const isLong = text.length * size * 0.66 > room
  return (
    <text
      x={textAt + indent}
      y={y}
      fontSize={size}
      fontWeight={bold ? 700 : 400}
      fill={fill}
      {...(isLong ? { textLength: room, lengthAdjust: 'spacingAndGlyphs' } : {})}
    >
      {text}
    </text>
  )
}
