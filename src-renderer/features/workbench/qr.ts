import { type DrawingContext, qrcode } from 'bwip-js/generic'

/** A QR code as outlines in modules, drawn with the rule `evenodd`; `side`: how many modules it has. */
export type Qr = { readonly path: string; readonly side: number }

/** Where the library draws: it hands over the outlines of what is black, and nothing of text. */
const outlines = (): DrawingContext<Qr> => {
  const parts: string[] = []
  let side = 0
  const none = (): void => undefined
  return {
    scale: () => [1, 1],
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init: (width) => {
      side = width
    },
    polygon: (points) => {
      parts.push(`M${points.map(([x, y]) => `${x} ${y}`).join('L')}Z`)
    },
    line: none,
    hexagon: none,
    ellipse: none,
    fill: none,
    text: none,
    end: () => ({ path: parts.join(''), side }),
  }
}

/** Level M: a scratch across a sixth of it is read over. */
export const qrOf = (text: string): Qr =>
  qrcode<Qr>(
    { bcid: 'qrcode', text, scale: 1, padding: 0, eclevel: 'M' } as Parameters<typeof qrcode>[0],
    outlines(),
  )
