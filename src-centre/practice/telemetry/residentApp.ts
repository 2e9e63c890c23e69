import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { type Ms, minute, second } from '../../../src-domain/time.ts'
import type { fromPlatform } from '../../../src-domain/wire/field.ts'
import type { Cancel } from '../../clock.ts'
import { everyLife, type Pace } from '../pace.ts'
import type { Municipality } from '../people/municipality.ts'
import { type AppGrant, appGrant, doorsFor } from '../people/residentGrants.ts'
import type { Random } from '../random.ts'
import { living } from '../scenarios/cast.ts'
import type { Equipment } from './equipment.ts'

/** As the adapter tells it to the centre. */
export type AppTold = Partial<z.input<typeof fromPlatform.residentGrants>>

/** Ours: how often somebody comes by with what they were given, or it is given or taken away. */
const somethingEvery = 6 * minute
const look = 20 * second

type App = {
  readonly random: Random
  readonly pace: Pace
  readonly now: () => Ms
  readonly m: Municipality
  readonly equipment: Equipment
  readonly tell: (told: AppTold) => void
  /** Locks that a patrol is at, or that a scenario needs as they are. */
  readonly spared: (lockId: string) => boolean
}

/**
 * The lock maker's own app, which residents and relatives use without us: we only hear of it. It opens by rules of its
 * own, so a lock that it opens shows in telemetry and not in any door's book. Returns its end.
 */
export const liveResidentApp = (app: App, given: readonly AppGrant[]): Cancel => {
  const stands = new Map(given.map((one) => [one.grantId, one]))
  const later = new Set<Cancel>()
  app.tell({ given: [...given] })
  const stop = everyLife(app.pace, look, () => {
    if (!app.random.chance(look / somethingEvery)) return
    const lot = app.random.next()
    if (lot < 0.12) give(app, stands)
    else if (lot < 0.2) withdraw(app, stands)
    else use(app, stands, later)
  })
  return () => {
    stop()
    for (const cancel of later) cancel()
  }
}

type Stands = Map<string, AppGrant>
const at = (now: Ms) => ({ ms: now, source: 'door' as const, uncertaintyMs: second })

const give = ({ random, m, now, tell }: App, stands: Stands): void => {
  const to = random.pick(living(m))
  if (doorsFor(m, to).length === 0) return
  const grant = appGrant(random, m, to, random.pick(['once', 'period']), now())
  if (stands.has(grant.grantId)) return
  stands.set(grant.grantId, grant)
  tell({ given: [grant] })
}

const withdraw = ({ random, now, tell }: App, stands: Stands): void => {
  const periods = [...stands.values()].filter((one) => one.kind === 'period')
  if (periods.length === 0) return
  const { grantId } = random.pick(periods)
  stands.delete(grantId)
  tell({ withdrawn: [{ grantId, at: at(now()) }] })
}

const use = (app: App, stands: Stands, later: Set<Cancel>): void => {
  const { random, now, m, equipment, pace, spared, tell } = app
  const isNow = ({ from, until }: AppGrant) => from <= now() && (until === null || now() < until)
  const open = [...stands.values()].filter(isNow)
  if (open.length === 0) return
  const grant = random.pick(open)
  const locks = grant.doorIds.map((doorId) => ({ doorId, lockId: m.doors.get(doorId)?.lockId ?? '' }))
  const isWell = ({ lockId }: { lockId: string }) => {
    const facts = equipment.lock(lockId)
    return facts?.powered && facts.reachable && facts.doorState === 'closed' && !spared(lockId)
  }
  if (!locks.every(isWell)) return
  if (grant.kind === 'once') stands.delete(grant.grantId)
  for (const { lockId } of locks) {
    equipment.changeLock(lockId, { lockState: 'unlocked' })
    const cancel = pace.after(random.between(30, 90) * second, () => {
      later.delete(cancel)
      if (!spared(lockId)) equipment.changeLock(lockId, { lockState: 'locked' })
    })
    later.add(cancel)
  }
  tell({
    used: locks.map(({ doorId }) => ({
      useId: randomUUID(),
      grantId: grant.grantId,
      doorId,
      at: at(now()),
    })),
  })
}
