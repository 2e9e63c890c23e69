import { beforeEach, describe, expect, test, vi } from 'vitest'
import {
  closeDialog,
  lookAt,
  openCase,
  openDialog,
  openStory,
  reopenCase,
  showView,
  useDesk,
} from '../../../../src-renderer/desk/desk.ts'
import { dropAllDrafts, useDrafts } from '../../../../src-renderer/desk/draft.ts'

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
  useDesk.setState({ view: 'operations', caseId: null, storyCaseId: null, dialog: null })
  dropAllDrafts()
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

describe('what is begun about a case', () => {
  beforeEach(() => {
    openCase('a')
    openDialog({ kind: 'note' })
    useDrafts.setState({ note: 'about a', 'view:note/1': 'a verdict' })
  })

  test('never comes to stand over another', () => {
    openCase('b')
    expect(useDesk.getState().dialog).toBeNull()
    expect(useDrafts.getState()).toEqual({ 'view:note/1': 'a verdict' })
  })
  test('stays while the same case is opened again, and behind another view', () => {
    openCase('a')
    showView('review')
    openStory('b')
    openCase('a')
    expect(useDesk.getState().dialog).toEqual({ kind: 'note' })
    expect(useDrafts.getState().note).toBe('about a')
  })
  test('may open the case that it made, and close after it', () => {
    openDialog({ kind: 'incident', at: null })
    openCase('new')
    closeDialog()
    expect(useDesk.getState()).toMatchObject({ caseId: 'new', dialog: null })
  })
})
