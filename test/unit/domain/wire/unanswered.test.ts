import { beforeEach, describe, expect, it } from 'vitest'
import { unanswered } from '../../../../src-domain/wire/unanswered.ts'

describe('what was asked and not answered', () => {
  let now = 0
  beforeEach(() => {
    now = 1_000
  })
  const openBook = () => unanswered(() => now)

  it('lasts from the first question on', () => {
    const book = openBook()
    expect(book.lasts()).toBe(0)
    book.asked()
    now += 4_000
    book.asked()
    now += 1_000
    expect(book.lasts()).toBe(5_000)
  })
  it('is over with the last answer, and begins anew with any other', () => {
    const book = openBook()
    book.asked()
    book.asked()
    now += 4_000
    book.answered()
    now += 1_000
    expect(book.lasts()).toBe(1_000)
    book.answered()
    expect(book.lasts()).toBe(0)
  })
  it('goes on where somebody gave up waiting', () => {
    const book = openBook()
    book.asked()
    now += 10_000
    book.givenUp()
    now += 1_000
    expect(book.lasts()).toBe(11_000)
  })
  it('does not go over to the next connection', () => {
    const book = openBook()
    book.asked()
    now += 10_000
    book.anew()
    expect(book.lasts()).toBe(0)
  })
})
