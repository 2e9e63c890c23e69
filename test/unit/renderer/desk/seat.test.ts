import { beforeEach, expect, test, vi } from 'vitest'
import type { Session } from '../../../../src-preload/contract/view.ts'
import { closeDialog, openCase, openDialog, useDesk } from '../../../../src-renderer/desk/desk.ts'
import { dropAllDrafts, useDrafts } from '../../../../src-renderer/desk/draft.ts'
import { followSeat } from '../../../../src-renderer/desk/seat.ts'
import { useFeed } from '../../../../src-renderer/feed/store.ts'
import { caseView } from '../views.ts'

const who = (id: string) => ({ id, name: id, initials: id, role: 'operator' as const })
const signedIn = (id: string): Session => ({
  state: 'signedIn',
  person: who(id),
  expiresAt: 0,
  actions: [],
  provenUntil: 0,
  locksAt: null,
})
const locked = (id: string): Session => ({ state: 'locked', person: who(id), why: 'hand', canUnlock: true })
const sits = (session: Session) => useFeed.setState({ session })

let stop = (): void => undefined
/** Which case core was asked to show, in the order in which it was asked. */
let asked: (string | null)[]
beforeEach(() => {
  stop()
  asked = []
  const call = async (_: string, { caseId }: { caseId: string | null }) => {
    asked.push(caseId)
    return {}
  }
  vi.stubGlobal('window', { vaktrom: { call } })
  useDesk.setState({ view: 'operations', caseId: null, storyCaseId: null, dialog: null })
  dropAllDrafts()
  useFeed.setState({ session: { state: 'signedOut' } })
  stop = followSeat()
  sits(signedIn('ida'))
  openCase('a')
  openDialog({ kind: 'note' })
  useDrafts.setState({ note: 'begun' })
})

test('behind a lock everything stays as it is, and nothing can be moved', () => {
  sits(locked('ida'))
  openCase('b')
  openDialog({ kind: 'settings' })
  closeDialog()
  sits(signedIn('ida'))
  expect(useDesk.getState()).toMatchObject({ caseId: 'a', dialog: { kind: 'note' } })
  expect(useDrafts.getState()).toEqual({ note: 'begun' })
})

test('somebody else finds an empty desk, before anything could be drawn for them', () => {
  const seen: unknown[] = []
  // As a view would: told after the seat, by the same change.
  const unwatch = useFeed.subscribe(() => seen.push(useDesk.getState().caseId, useDrafts.getState().note))
  sits(locked('ida'))
  sits(signedIn('jon'))
  unwatch()
  expect(seen.slice(-2)).toEqual([null, undefined])
  expect(useDesk.getState()).toMatchObject({ caseId: null, dialog: null })
})

test('whoever sits down next has nothing open for core and colleagues either, nor its home on the map', () => {
  useFeed.setState({ openCase: caseView() })
  sits(locked('ida'))
  expect(asked).toEqual(['a'])
  sits({ state: 'signedOut' })
  expect(asked).toEqual(['a', null])
  expect(useFeed.getState().openCase).toBeNull()
  sits(signedIn('jon'))
  expect(asked).toEqual(['a', null])
})

test('what was begun goes with its dialog, and with whoever signs out', () => {
  closeDialog()
  expect(useDrafts.getState()).toEqual({})
  useDrafts.setState({ 'view:note/1': 'a verdict' })
  openDialog({ kind: 'note' })
  expect(useDrafts.getState()).toEqual({ 'view:note/1': 'a verdict' })
  sits({ state: 'signedOut' })
  expect(useDrafts.getState()).toEqual({})
})

test('a page that was loaded anew keeps the case that it came back to', () => {
  stop()
  useFeed.setState({ session: { state: 'signedOut' } })
  useDesk.setState({ caseId: 'back' })
  stop = followSeat()
  sits(signedIn('ida'))
  expect(useDesk.getState().caseId).toBe('back')
})
