import type { AlarmRow } from '../../../src-domain/journal/rows.ts'
import type { Reading } from '../../../src-domain/telemetry/reading.ts'
import { second } from '../../../src-domain/time.ts'
import type {
  AlarmItem,
  AlertItem,
  CaseView,
  HomeMark,
  UnitItem,
} from '../../../src-preload/contract/view.ts'
import type { Published } from '../ingest/journal.ts'
import type { RegistryPut } from '../ingest/registry.ts'
import type { RegistryStore } from '../store/registry.ts'
import { isOfAccess, openAccessPush } from './access.ts'
import { alarmItemOf } from './alarms.ts'
import { alertItemsOf, newFaults } from './alerts.ts'
import { caseViewOf } from './case.ts'
import { deltaOf } from './delta.ts'
import type { Desk } from './desk.ts'
import { homeMarkOf } from './homes.ts'
import type { Travel } from './responders.ts'
import { newTown } from './town.ts'
import { unitItemOf } from './units.ts'
import { pushTo, type WindowEnd, type Windows } from './windows.ts'

/**
 * The first change of the queue goes out at once; in a storm what follows within so long goes together, since a
 * window that draws the queue two hundred times a second does nothing else (ours).
 */
const queueEvery = 50
/** An alarm that nobody has seen yet waits for one frame at most, whatever else changed just before it. */
const newAlarmEvery = 16

/** Alerts and marks of homes are quiet: to go through thousands of them more often, here and there, serves nobody. */
const quietEvery = second

/** Rows of the registry or marks of homes in one go: a few milliseconds. */
const slice = 1_000

export type FeedPorts = {
  readonly desk: Desk
  readonly registry: RegistryStore
  readonly windows: () => Windows
  /** Travel times of a case by road, once asked for. */
  readonly travel: (caseId: string) => Travel | null
  /** A view that breaks is reported and the next one goes on: nothing here may stop an alarm. */
  readonly safely: (view: string, work: () => void) => void
  /** After the queue changed: sound, notification, receipts. */
  readonly queueChanged: (open: ReadonlyMap<string, AlarmRow>) => void
}

/**
 * Joins the journal's rows with registry and telemetry into what the windows show. Alarms go out at once,
 * everything else with `flush`, a few times a second.
 */
export const openFeed = (ports: FeedPorts) => {
  const { desk, safely } = ports
  const alarms = deltaOf<AlarmItem>()
  const alerts = deltaOf<AlertItem>()
  const units = deltaOf<UnitItem>()
  const homes = deltaOf<HomeMark>()
  const town = newTown()
  const faults = newFaults(town)
  const access = openAccessPush(desk, ports.windows)
  const dirty = { alarms: false, alerts: false, units: false, cases: false, faultsPlaced: false }
  const dirtyHomes = new Set<string>()
  let alertsAt = Number.NEGATIVE_INFINITY
  let homesAt = Number.NEGATIVE_INFINITY
  let queueAt = Number.NEGATIVE_INFINITY
  let queueWaits: NodeJS.Timeout | null = null
  let queueDue = Number.POSITIVE_INFINITY
  const changedAlarms = new Set<string>()
  const changedCases = new Set<string>()
  const caseTexts = new WeakMap<WindowEnd, string>()

  const queue = (ids: Iterable<string> | null) => {
    const open = desk.current.openAlarms()
    for (const id of ids ?? new Set([...open.keys(), ...alarms.keys()]))
      safely('alarm', () => {
        const row = open.get(id)
        if (row) alarms.set(id, alarmItemOf(desk, row))
        else alarms.remove(id)
      })
    const delta = alarms.flush()
    if (delta) ports.windows().push('alarms', delta)
    safely('queue', () => ports.queueChanged(open))
  }

  const showCase = (window: WindowEnd) => {
    if (window.openCase === null) return
    const caseId = window.openCase
    safely('case', () => {
      const view: CaseView | null = caseViewOf(desk, caseId, ports.travel(caseId), town.homesOfDoor)
      const text = JSON.stringify(view)
      if (caseTexts.get(window) === text) return
      caseTexts.set(window, text)
      pushTo(window, 'case', { view })
    })
  }
  const showCases = (touched: ReadonlySet<string> | null) => {
    for (const window of ports.windows().all())
      if (window.openCase !== null && (touched === null || touched.has(window.openCase))) showCase(window)
  }

  /** What the journal changed: now, or together with the rest of a storm. */
  const soon = (alarmIds: Iterable<string>, caseIds: Iterable<string>) => {
    let every = queueEvery
    for (const id of alarmIds) {
      changedAlarms.add(id)
      if (!alarms.has(id)) every = newAlarmEvery
    }
    for (const id of caseIds) changedCases.add(id)
    const due = queueAt + every
    if (queueDue <= due) return
    if (queueWaits !== null) clearTimeout(queueWaits)
    queueDue = due
    const wait = due - performance.now()
    if (wait <= 0) showChanged()
    else queueWaits = setTimeout(() => safely('queue', showChanged), wait)
  }
  const showChanged = () => {
    queueAt = performance.now()
    queueWaits = null
    queueDue = Number.POSITIVE_INFINITY
    const alarmIds = [...changedAlarms]
    const caseIds = new Set(changedCases)
    changedAlarms.clear()
    changedCases.clear()
    if (alarmIds.length > 0) safely('queue', () => queue(alarmIds))
    showCases(caseIds)
  }

  const showUnits = () => {
    const busy = desk.current.busy()
    const rows = desk.places.all('unit')
    const known = new Set(rows.map((u) => u.id))
    for (const unit of rows) units.set(unit.id, unitItemOf(desk, unit, busy))
    for (const id of units.keys()) if (!known.has(id)) units.remove(id)
    const delta = units.flush()
    if (delta) ports.windows().push('units', delta)
  }

  const showAlerts = () => {
    if (dirty.faultsPlaced) faults.place()
    dirty.faultsPlaced = false
    const items = new Map(alertItemsOf(desk, town, faults).map((a) => [a.id, a]))
    for (const [id, item] of items) alerts.set(id, item)
    for (const id of alerts.keys()) if (!items.has(id)) alerts.remove(id)
    const delta = alerts.flush()
    if (delta) ports.windows().push('alerts', delta)
  }

  /** At most a slice in one turn; the rest waits for the next. */
  const showHomes = () => {
    let left = slice
    for (const id of dirtyHomes) {
      if (left === 0) break
      left -= 1
      dirtyHomes.delete(id)
      const mark = homeMarkOf(desk, town, id)
      if (mark) homes.set(id, mark)
      else homes.remove(id)
    }
    const delta = homes.flush()
    if (delta) ports.windows().push('homes', delta)
    if (dirtyHomes.size > 0) setImmediate(() => safely('homes', showHomes))
  }

  const putTown = (p: RegistryPut) => {
    if (p.table === 'home') {
      if (p.row) town.putHome(p.row)
      else town.dropHome(p.id)
      dirtyHomes.add(p.id)
    } else if (p.table === 'door') {
      const lockBefore = p.row?.lockId
      if (p.row) town.putDoor(p.row)
      else town.dropDoor(p.id)
      if (lockBefore) for (const id of town.homesOfLock(lockBefore)) dirtyHomes.add(id)
    } else return
    dirty.alerts = true
    dirty.faultsPlaced = true
  }

  return {
    journal: (p: Published): void => {
      const ids = new Set<string>()
      const touched = new Set<string>()
      let sent = false
      for (const c of p.changes) {
        if (c.table === 'alarm') ids.add(c.row.id)
        else if ('caseId' in c.row) touched.add(c.row.caseId)
        sent ||= c.table === 'dispatch'
      }
      for (const id of ids) touched.add(id)
      if (p.everything || p.changes.some((c) => isOfAccess(c.table))) access.changed()
      for (const e of p.entries) if (e.caseId !== null) touched.add(e.caseId)
      dirty.units ||= sent
      if (p.everything) {
        queue(null)
        showCases(null)
        safely('units', showUnits)
      } else soon(ids, touched)
    },
    registry: (puts: readonly RegistryPut[]): void => {
      if (puts.length === 0) return
      desk.places.changed(puts)
      for (const p of puts) putTown(p)
      dirty.alarms = true
      dirty.cases = true
      dirty.units ||= puts.some((p) => p.table === 'unit')
    },
    telemetry: (readings: readonly Reading[]): void => {
      for (const r of readings) {
        if (r.kind === 'unit') dirty.units = true
        if (r.kind !== 'lock') continue
        dirty.alerts = faults.take(r) || dirty.alerts
        for (const id of town.homesOfLock(r.subject)) dirtyHomes.add(id)
      }
      dirty.cases = true
    },
    /** Who is signed in, or the clock's word on holds, changed: names come or go everywhere. */
    all: (): void => {
      queue(null)
      access.changed()
      dirty.alerts = true
      dirty.cases = true
    },
    /** Who may see what has changed: at once, whatever the usual pace. */
    seen: (): void => {
      queue(null)
      access.changed()
      showCases(null)
      safely('alerts', showAlerts)
      safely('access', access.flush)
    },
    queue: (): void => queue(null),
    /** Somebody elsewhere opened or left these. */
    looked: (caseIds: readonly string[]): void => {
      if (caseIds.length > 0) soon(caseIds, caseIds)
    },
    /** What waits for the rest of a storm goes out now: nothing that is said of it may come before it. */
    settle: (): void => {
      if (queueWaits === null) return
      clearTimeout(queueWaits)
      showChanged()
    },
    /** At most four times a second. */
    flush: (): void => {
      const now = performance.now()
      if (dirty.alarms) queue(null)
      if (dirty.units) safely('units', showUnits)
      if (dirty.alerts && now - alertsAt >= quietEvery) {
        alertsAt = now
        dirty.alerts = false
        safely('alerts', showAlerts)
      }
      if (dirty.cases) showCases(null)
      safely('access', access.flush)
      if (dirtyHomes.size > 0 && now - homesAt >= quietEvery) {
        homesAt = now
        safely('homes', showHomes)
      }
      dirty.alarms = dirty.units = dirty.cases = false
    },
    /** Countdowns of leases and grants end without an entry. */
    cases: (): void => showCases(null),
    showCase,
    /** Evidence grows old without a reading. */
    ageHomes: (): void => {
      for (const id of town.homeIds()) dirtyHomes.add(id)
    },
    homesOfDoor: town.homesOfDoor,
    /** Everything, from empty, for a window that has just opened. */
    greet: (window: WindowEnd): void => {
      pushTo(window, 'alarms', alarms.whole())
      pushTo(window, 'units', units.whole())
      pushTo(window, 'alerts', alerts.whole())
      pushTo(window, 'access', access.view())
      const marks = homes.items()
      for (let from = 0; from === 0 || from < marks.length; from += slice)
        pushTo(window, 'homes', { reset: from === 0, changed: marks.slice(from, from + slice), removed: [] })
    },
    /** What it painted while nobody could see it did not count: told the queue whole, it says anew what it paints. */
    again: (window: WindowEnd): void => pushTo(window, 'alarms', alarms.whole()),
    /** Learns the town from the disk, a slice at a time; calls back when it is known. */
    learnTown: (done: () => void): void => {
      const next = (table: 'home' | 'door', after: string): void => {
        const { rows, last } = ports.registry.slice(table, after, slice)
        // Table and rows are of one kind, which the compiler cannot follow.
        for (const row of rows) putTown({ table, id: row.id, row } as RegistryPut)
        if (last !== null) setImmediate(() => safely('town', () => next(table, last)))
        else if (table === 'home') setImmediate(() => safely('town', () => next('door', '')))
        else done()
      }
      next('home', '')
    },
    /** The replica was emptied for another journal. */
    clear: (): void => {
      town.clear()
      faults.clear()
      dirtyHomes.clear()
      for (const id of homes.keys()) homes.remove(id)
      desk.places.forget()
      dirty.alerts = dirty.units = dirty.cases = dirty.alarms = true
    },
  }
}
export type Feed = ReturnType<typeof openFeed>
