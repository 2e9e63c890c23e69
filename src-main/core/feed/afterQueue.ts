import { second } from '../../../src-domain/time.ts'

/** A queue that no window ever draws must not keep the rest away. */
const atLatest = 3 * second

/**
 * What an alarm can be answered without, begun once: when the queue has been on the screen, or after a while all the
 * same. At the start everybody wants the processor at once, and a person waits for the queue alone.
 */
export const afterQueue = (begin: () => void) => {
  let begun = false
  const drawn = (): void => {
    if (begun) return
    begun = true
    clearTimeout(timer)
    begin()
  }
  const timer = setTimeout(drawn, atLatest)
  return { drawn, close: (): void => clearTimeout(timer) }
}
