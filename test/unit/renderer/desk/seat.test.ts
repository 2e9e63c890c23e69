import { beforeEach, expect, test, vi } from 'vitest'
import type { Session } from '../../../../src-preload/contract/view.ts'
import { closeDialog, openCase, openDialog, useDesk } from '../../../../src-renderer/desk/desk.ts'
import { dropAllDrafts, useDrafts } from '../../../../src-renderer/desk/draft.ts'
import { followSeat } from '../../../../src-renderer/desk/seat.ts'
import { useFeed } from '../../../../src-renderer/feed/store.ts'

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
beforeEach(() => {
  stop()
  vi.stubGlobal('window', { vaktrom: { call: async () => ({}) } })
  useDesk.setState({ view: 'operations', caseId: null, storyCaseId: null, dialog: null, isLocked: false })
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
  expect(useDesk.getState()).toMatchObject({ caseId: 'a', dialog: { kind: 'note' }, isLocked: false })
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
