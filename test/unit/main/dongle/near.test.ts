import { expect, it } from 'vitest'
import { lockService } from '../../../../src-domain/lock/profile.ts'
import { openNear } from '../../../../src-main/dongle/near.ts'
import type { Seen } from '../../../../src-main/dongle/radio/radio.ts'

const seen = (id: string, other: Partial<Seen> = {}): Seen => ({
  id,
  address: id,
  name: null,
  rssi: -60,
  services: [],
  serial: null,
  ...other,
})
const lock = { services: [lockService.service], serial: 'VL-1' }

it('what falls silent is gone after ten seconds, and not before', () => {
  let now = 0
  const near = openNear(() => now)
  near.saw(seen('a'))
  now = 10_000
  near.saw(seen('b'))
  expect(near.list().map(({ id, ageMs }) => [id, ageMs])).toEqual([
    ['a', 10_000],
    ['b', 0],
  ])
  now = 10_001
  expect(near.list().map(({ id }) => id)).toEqual(['b'])
})

it('those that this program knows come first, then the nearest', () => {
  const near = openNear(() => 0)
  near.saw(seen('phone', { rssi: -30 }))
  near.saw(seen('meter', { rssi: -80 }))
  near.saw(seen('far lock', { ...lock, rssi: -90 }))
  near.saw(seen('lock', { ...lock, rssi: -50 }))
  expect(near.list().map(({ id }) => id)).toEqual(['lock', 'far lock', 'phone', 'meter'])
})

it('what it said once it is known by, though it does not say it each time', () => {
  const near = openNear(() => 0)
  near.saw(seen('a', { ...lock, name: 'L' }))
  near.saw(seen('a'))
  expect(near.list()).toMatchObject([{ name: 'L', serial: 'VL-1', driver: 'vaktrom' }])
  near.saw(seen('b'))
  near.calls('b', 'A-17')
  near.saw(seen('b'))
  expect(near.list()[1]).toMatchObject({ serial: 'A-17', driver: 'generic' })
})
