import type { Relay } from '../../build/relay.ts'

/** Numbers from a seed, each from 0 up to 1. */
export const chanceOf = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A line that was cut is noticed by then. */
const cutWithin = 40

/**
 * Commands and their answers get lost, come twice or late; so do entries and what acknowledges them. Where something
 * is lost for good the line goes with it, as lines do: whoever waits for an answer would wait a quarter of a minute.
 */
export const disturb = (relay: Relay, chance: () => number): void => {
  const cutSoon = () => setTimeout(relay.cut, cutWithin * chance())
  relay.consoleAsks = (name, body) => {
    if (name !== 'command' && name !== 'outcome') return { pass: body }
    const roll = chance()
    if (roll < 0.04) {
      cutSoon()
      return 'drop'
    }
    if (roll < 0.3) return { pass: body, twice: true }
    return roll < 0.5 ? { pass: body, after: 60 * chance() } : { pass: body }
  }
  relay.centreAnswers = (name, answer) => {
    if (name !== 'command') return { pass: answer }
    const roll = chance()
    if (roll < 0.08) {
      cutSoon()
      return 'drop'
    }
    return roll < 0.4 ? { pass: answer, after: 80 * chance() } : { pass: answer }
  }
  relay.centreSays = (name, body) => {
    if (name !== 'entries') return { pass: body }
    const roll = chance()
    if (roll < 0.01) {
      cutSoon()
      return 'drop'
    }
    if (roll < 0.15) return { pass: body, twice: true }
    return roll < 0.25 ? { pass: body, after: 30 * chance() } : { pass: body }
  }
}

export const calm = (relay: Relay): void => {
  relay.consoleAsks = (_, body) => ({ pass: body })
  relay.centreAnswers = (_, answer) => ({ pass: answer })
  relay.centreSays = (_, body) => ({ pass: body })
}
