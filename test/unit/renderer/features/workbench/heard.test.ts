import { describe, expect, test } from 'vitest'
import { type Heard, stillHeard } from '../../../../../src-renderer/features/workbench/heard.ts'
import { benchView, running, waiting } from '../../benchViews.ts'

const queued: Heard = { kind: 'queued', serial: 'A' }

describe('what is said of the newest scan', () => {
  test('is that it waits, then that it runs, and then no more', () => {
    expect(stillHeard(queued, benchView({ queue: [waiting('A')] }))).toEqual(queued)
    expect(stillHeard(queued, benchView({ running: running('A') }))).toEqual({ kind: 'runs', serial: 'A' })
    expect(stillHeard(queued, benchView())).toBeNull()
  })
  test('is not that it waits when it was taken out, or was not let begin', () => {
    const refused = waiting('A', { refused: { code: 'noServiceKey', detail: {} } })
    expect(stillHeard(queued, benchView({ queue: [refused] }))).toBeNull()
    expect(stillHeard({ kind: 'runs', serial: 'A' }, benchView({ queue: [waiting('A')] }))).toBeNull()
  })
  test('stays where nothing came of it, until the next', () => {
    const unknown: Heard = { kind: 'unknown', serial: 'X' }
    expect(stillHeard(unknown, benchView({ running: running('A') }))).toEqual(unknown)
    expect(stillHeard(null, benchView())).toBeNull()
  })
})
