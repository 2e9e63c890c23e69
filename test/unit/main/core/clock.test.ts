import { describe, expect, it } from 'vitest'
import { hour, minute, second } from '../../../../src-domain/time.ts'
import { centreClock } from '../../../../src-main/core/link/clock.ts'

const noon = Date.UTC(2026, 10, 25, 12)

/** A console and a centre, each with a clock that can be set; the centre speaks once a second. */
const pair = (keptOffset = 0) => {
  let passed = 0
  let [centreOff, wallOff] = [0, 0]
  const seen = centreClock({ wall: () => noon + passed + wallOff, mono: () => passed }, keptOffset)
  const centre = () => noon + passed + centreOff
  return {
    seen,
    centre,
    pass: (ms: number) => {
      passed += ms
    },
    live: (seconds: number, way = 20) => {
      for (let i = 0; i < seconds; i++) {
        passed += second
        seen.beat(centre() - way)
      }
    },
    setCentre: (by: number) => {
      centreOff += by
    },
    setWall: (by: number) => {
      wallOff += by
    },
  }
}

describe("the centre's clock as seen from a console", () => {
  it('is told by the word that came fastest of the last ones', () => {
    const { seen, centre, pass } = pair()
    seen.welcome(centre() - 400)
    for (const way of [300, 20, 250, 200]) {
      pass(second)
      seen.beat(centre() - way)
    }
    expect(seen.now()).toBe(centre() - 20)
  })

  it("does not move when this machine's clock is set, and says by how much that is off", () => {
    const { seen, centre, live, setWall } = pair()
    seen.welcome(centre())
    live(5, 0)
    for (const by of [hour, -2 * hour]) {
      setWall(by)
      expect(seen.now()).toBe(centre())
    }
    expect(seen.offset()).toBe(hour)
  })

  it("follows the centre's clock at once when that is set forward, and nothing grows old by it", () => {
    const { seen, centre, live, setCentre } = pair()
    seen.welcome(centre())
    live(30)
    const raisedAt = centre()
    live(10)
    setCentre(hour)
    live(1)
    expect(seen.now()).toBe(centre() - 20)
    expect(seen.age(raisedAt)).toBeCloseTo(11 * second, -2)
  })

  it('follows it back within seconds, and is not led astray by a heap of old words', () => {
    const { seen, centre, live, pass, setCentre } = pair()
    seen.welcome(centre())
    live(30)
    setCentre(-hour)
    live(3)
    expect(seen.now()).toBe(centre() - 20)
    live(10)
    // A console that was held for a minute reads what came meanwhile in one go.
    const missed = Array.from({ length: 60 }, (_, i) => centre() + (i + 1) * second)
    pass(minute)
    for (const word of missed) seen.beat(word)
    expect(seen.now()).toBeCloseTo(centre(), -2)
  })

  it('is guessed, before the first word, by how far off this machine was', () => {
    const { seen, centre, setWall } = pair(10 * minute)
    setWall(-10 * minute)
    expect(pair(10 * minute).seen.now()).toBe(noon + 10 * minute)
    expect(seen.isTold()).toBe(false)
    seen.welcome(centre())
    expect(seen.isTold()).toBe(true)
    expect(seen.now()).toBe(centre())
    expect(seen.age(centre() - hour)).toBe(hour)
  })
})
