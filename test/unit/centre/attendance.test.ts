import { expect, it } from 'vitest'
import { openAttendance } from '../../../src-centre/attendance.ts'
import { minute } from '../../../src-domain/time.ts'
import { type Reader, wholeDesk } from '../../../src-domain/wire/mayRead.ts'

const word = { storedSeq: 1, painting: true, sounding: true, attended: true, probeId: null }
const sund: Reader = { ...wholeDesk, municipalities: ['sundby'] }
const bench: Reader = { ...wholeDesk, reads: 'hardware' }

it('a console counts where it hears alarms, and for nobody else', () => {
  let now = 0
  const book = openAttendance({ now: () => now, mono: () => now })
  // Past the grace of a start, in which somebody is taken to be there.
  now = minute
  const heard = () => [book.now().attended('fjordvik'), book.now().attended('sundby')]
  book.alive('bench', word, bench)
  expect(heard()).toEqual([0, 0])
  book.alive('sund', word, sund)
  expect(heard()).toEqual([0, 1])
  book.alive('whole', word, wholeDesk)
  expect(heard()).toEqual([1, 2])
  book.gone('whole')
  expect(heard()).toEqual([0, 1])
})
