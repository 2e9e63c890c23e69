import { beforeEach, expect, test, vi } from 'vitest'
import { afterPaint } from '../../../../src-renderer/feed/painted.ts'

let frames: (() => void)[]
let visibilityState: 'visible' | 'hidden'
let shown: EventTarget
const draw = (): void => {
  for (const frame of frames.splice(0)) frame()
}
beforeEach(() => {
  frames = []
  visibilityState = 'visible'
  shown = new EventTarget()
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame))
  vi.stubGlobal('cancelAnimationFrame', () => undefined)
  const document = {
    addEventListener: shown.addEventListener.bind(shown),
    removeEventListener: shown.removeEventListener.bind(shown),
    get visibilityState() {
      return visibilityState
    },
  }
  vi.stubGlobal('document', document)
})

test('what stands in the document has been on the screen with the second frame', () => {
  const then = vi.fn<() => void>()
  afterPaint(then)
  draw()
  expect(then).not.toHaveBeenCalled()
  draw()
  expect(then).toHaveBeenCalledOnce()
})

test('in a page that is hidden it has not, until the page is shown and drawn', () => {
  visibilityState = 'hidden'
  const then = vi.fn<() => void>()
  afterPaint(then)
  const stop = afterPaint(then)
  for (let n = 0; n < 5; n++) draw()
  stop()
  visibilityState = 'visible'
  shown.dispatchEvent(new Event('visibilitychange'))
  expect(then).not.toHaveBeenCalled()
  draw()
  draw()
  expect(then).toHaveBeenCalledOnce()
})
