import { describe, expect, it } from 'vitest'
import type { Resident } from '../../../../src-centre/practice/people/residents.ts'
import { shifts } from '../../../../src-centre/practice/people/shifts.ts'
import { unitRow } from '../../../../src-centre/practice/people/units.ts'
import { scenarios } from '../../../../src-centre/practice/scenarios/all.ts'
import { castOf, homeOf } from '../../../../src-centre/practice/scenarios/cast.ts'
import { mayServe } from '../../../../src-domain/access/lease.ts'
import { blockOf } from '../../../../src-domain/registry/block.ts'
import { fjordvik } from './fjordvik.ts'

const m = fjordvik()
const castFor = (name: string) => {
  const scenario = scenarios.find((one) => one.name === name)
  if (!scenario) throw new Error(name)
  const cast = castOf(scenario, m, m.town.centre)
  return (who: string): Resident => {
    const resident = cast.get(who)
    if (!resident) throw new Error(`nobody plays ${who}`)
    return resident
  }
}
const ownDoorOf = (resident: Resident) => {
  const steps = homeOf(m, resident).chain.flatMap((s) => (s.kind === 'door' ? [s.doorId] : []))
  return m.doors.get(steps.at(-1) ?? '')
}
const ownLock = (resident: Resident) => m.locks.get(ownDoorOf(resident)?.lockId ?? '')
const keyStoreAt = (resident: Resident, at: number) => {
  const step = homeOf(m, resident).chain.at(at)
  return step?.kind === 'keyStore' ? m.keyStores.get(step.keyStoreId) : undefined
}

describe('who plays', () => {
  it('jam-in-use: somebody with a spare key in a cabinet', () => {
    expect(keyStoreAt(castFor('jam-in-use')('waiting'), -1)?.kind).toBe('keyCabinet')
  })

  it('dead-phone: somebody with a keypad at the flat door that takes spoken codes', () => {
    expect(ownLock(castFor('dead-phone')('waiting'))).toMatchObject({ keypad: true, traceable: true })
  })

  it('private-lock: somebody with a shared code, behind doors that our keys open', () => {
    const waiting = castFor('private-lock')('waiting')
    expect(ownDoorOf(waiting)?.sharedCode).toBe(true)
    expect(ownLock(waiting)?.traceable).toBe(false)
    expect(homeOf(m, waiting).chain[0]?.kind).toBe('door')
  })

  it('key-cabinet: somebody whose key is fetched on the way', () => {
    expect(keyStoreAt(castFor('key-cabinet')('waiting'), 0)?.kind).toBe('keyCabinet')
  })

  it('provider-change: somebody whose own provider has a patrol on the road in every shift', () => {
    const moving = castFor('provider-change')('moving')
    for (const shift of shifts) {
      const theirs = m.cars
        .map((car) => unitRow(car, shift, m.id))
        .filter((unit) => unit.onShift && unit.providerId !== null && mayServe(unit, moving))
      expect(theirs.length).toBeGreaterThan(0)
    }
  })

  it('block-fire: two in one block, and in a town without a large one in its fullest', () => {
    const who = castFor('block-fire')
    const first = homeOf(m, who('first'))
    expect(homeOf(m, who('second'))).toMatchObject({ street: first.street, number: first.number })
    expect(who('second').id).not.toBe(who('first').id)
    const homes = [...m.homes.values()]
    const fullest = Math.max(...homes.map((home) => blockOf(home, homes).length))
    expect(blockOf(first, homes)).toHaveLength(fullest)
  })
})
