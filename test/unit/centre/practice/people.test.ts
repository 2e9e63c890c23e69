import { describe, expect, it } from 'vitest'
import { makeMunicipality, registryRows } from '../../../../src-centre/practice/people/municipality.ts'
import { patrolsOn, shiftAt, shifts, untilNextShift } from '../../../../src-centre/practice/people/shifts.ts'
import { registryTables } from '../../../../src-domain/registry/rows.ts'
import { fjordvik, residents, seed } from './fjordvik.ts'

const rows = () => [...registryRows(fjordvik(), 'day')]

describe('the people of Fjordvik', () => {
  it('are the same for the same seed, and others for another', () => {
    const m = fjordvik()
    expect([...registryRows(makeMunicipality(seed, m.town, residents), 'day')]).toEqual(rows())
    expect(makeMunicipality(2, m.town, residents).residents.map((r) => r.name)).not.toEqual(
      m.residents.map((r) => r.name),
    )
  })

  it('fill the registry with rows that its schemas read, each identifier once', () => {
    const seen = new Set<string>()
    for (const { table, row } of rows()) {
      expect(registryTables[table].parse(row)).toEqual(row)
      expect(seen.has(`${table}/${row.id}`)).toBe(false)
      seen.add(`${table}/${row.id}`)
    }
  })

  it('names only rows that came before', () => {
    const seen = new Set<string>()
    const known = (table: string, id: string | null) => id === null || seen.has(`${table}/${id}`)
    for (const { table, row } of rows()) {
      if (table === 'door') expect(known('lock', row.lockId)).toBe(true)
      if (table === 'resident')
        expect(known('home', row.homeId) && known('provider', row.providerId)).toBe(true)
      if (table === 'homeUnit') expect(known('resident', row.residentId)).toBe(true)
      if (table === 'unit') expect([...row.crew.map((p) => known('person', p)), true]).not.toContain(false)
      if (table === 'home')
        for (const step of row.chain)
          expect(step.kind === 'door' ? known('door', step.doorId) : known('keyStore', step.keyStoreId)).toBe(
            true,
          )
      seen.add(`${table}/${row.id}`)
    }
  })

  it('are 60 to 101 years old, have numbers from 412 00 alone, and initials of their own at the desks', () => {
    const m = fjordvik()
    for (const r of m.residents) {
      expect(2026 - r.birthYear).toBeGreaterThanOrEqual(60)
      expect(2026 - r.birthYear).toBeLessThanOrEqual(101)
      for (const number of [r.phone, ...r.contacts.map((c) => c.phone)])
        expect(number).toMatch(/^412 00 \d{3}$/)
    }
    const initials = m.staff.map((p) => p.initials)
    expect(new Set(initials).size).toBe(initials.length)
  })
})

describe('patrols', () => {
  it('are mostly the municipality’s own, and some come to the residents of one provider alone', () => {
    const m = fjordvik()
    const patrols = m.cars.filter((car) => car.kind === 'patrol')
    const owned = patrols.flatMap((car) => car.providerId ?? [])
    expect(owned).toHaveLength(3)
    expect(new Set(owned).size).toBe(3)
    expect(m.providers.map((one) => one.id)).toEqual(expect.arrayContaining(owned))
    expect(m.cars.filter((car) => car.kind === 'fire').every((car) => car.providerId === null)).toBe(true)
  })
})

describe('the way in', () => {
  it('leads a flat through its street door, and every door without a lock of its own has a key', () => {
    const m = fjordvik()
    for (const home of m.homes.values()) {
      const doors = home.chain.flatMap((s) => (s.kind === 'door' ? [m.doors.get(s.doorId)] : []))
      expect(doors.map((d) => d?.place)).toEqual(home.flat === null ? ['house'] : ['street', 'flat'])
      if (doors.some((d) => d?.lockId === null)) expect(home.chain[0]?.kind).toBe('keyStore')
    }
  })

  it('shows every kind of lock, key and warning that a shift meets', () => {
    const m = fjordvik()
    expect(new Set([...m.locks.values()].map((l) => l.model))).toEqual(
      new Set(['danalockV3', 'dKey', 'strike', 'private']),
    )
    expect(new Set([...m.keyStores.values()].map((k) => k.kind))).toEqual(new Set(['keyBox', 'keyCabinet']))
    expect(new Set([...m.doors.values()].flatMap((d) => d.warnings))).toEqual(
      new Set(['chain', 'extraLock', 'swells']),
    )
    for (const door of m.doors.values()) {
      const lock = door.lockId === null ? undefined : m.locks.get(door.lockId)
      expect(door.sharedCode).toBe(lock?.model === 'private')
      if (lock?.model === 'strike') expect(door.consent).toMatch(/^Samtykke fra /)
    }
  })
})

describe('shifts', () => {
  it('put fewer patrols on the road at night, and always the same four', () => {
    const m = fjordvik()
    for (const shift of shifts) {
      const on = m.cars.filter((car) => car.kind === 'patrol' && car.crews[shift] !== null)
      expect(on).toHaveLength(patrolsOn[shift])
      expect(on.map((car) => car.id)).toEqual(expect.arrayContaining(['patrol-1', 'patrol-4']))
    }
  })

  it('change by the clock on the wall in Norway, summer and winter', () => {
    expect(shiftAt(Date.UTC(2026, 0, 10, 6, 29))).toBe('night')
    expect(shiftAt(Date.UTC(2026, 0, 10, 6, 30))).toBe('day')
    expect(shiftAt(Date.UTC(2026, 6, 10, 5, 30))).toBe('day')
    expect(shiftAt(Date.UTC(2026, 6, 10, 13, 0))).toBe('evening')
    const late = Date.UTC(2026, 0, 10, 21, 30, 30)
    expect(shiftAt(late)).toBe('night')
    expect(untilNextShift(late)).toBe((8 * 60 + 59.5) * 60_000)
    for (const evening of ['2026-10-24T21:00:00Z', '2027-03-27T22:00:00Z']) {
      const at = Date.parse(evening)
      const next = at + untilNextShift(at)
      expect([shiftAt(next - 1), shiftAt(next)]).toEqual(['night', 'day'])
    }
  })
})
