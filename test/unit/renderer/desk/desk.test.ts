import { beforeEach, describe, expect, test, vi } from 'vitest'
import {
  lookAt,
  openCase,
  openStory,
  reopenCase,
  showView,
  useDesk,
} from '../../../../src-renderer/desk/desk.ts'

/** What core was asked to show, in the order in which it was asked. */
let asked: (string | null)[]
beforeEach(() => {
  asked = []
  vi.stubGlobal('window', {
    vaktrom: {
      call: async (_: string, { caseId }: { caseId: string | null }) => {
        asked.push(caseId)
        return {}
      },
    },
  })
  useDesk.setState({ view: 'operations', caseId: null, storyCaseId: null })
})

describe('one case is shown in a window', () => {
  test('the one that is open, and in the review the one whose story is read', () => {
    openCase('a')
    showView('review')
    openStory('b')
    showView('operations')
    expect(asked).toEqual(['a', null, 'b', 'a'])
    expect(useDesk.getState().caseId).toBe('a')
  })
  test('a case that is opened is opened where it can be worked on, though the review is about it too', () => {
    openCase('a')
    showView('review')
    openStory('a')
    openCase('a')
    expect(useDesk.getState().view).toBe('operations')
    expect(asked.at(-1)).toBe('a')
  })
  test('a core that was started again is told what stands in sight', () => {
    openCase('a')
    showView('review')
    openStory('b')
    reopenCase()
    expect(asked.at(-1)).toBe('b')
  })
  test('a place is looked at on the map, which only Operations has', () => {
    showView('review')
    lookAt([10, 63])
    expect(useDesk.getState().view).toBe('operations')
  })
})
