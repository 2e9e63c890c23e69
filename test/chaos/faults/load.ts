import { setTimeout as wait } from 'node:timers/promises'
import { readFact } from '../../../src-domain/journal/read.ts'
import { minute, second } from '../../../src-domain/time.ts'
import { openTestCentre } from '../../e2e/centre.ts'
import { centreTime, openIntake } from '../../integration/centre/harness.ts'
import { scaip } from '../../integration/centre/town.ts'
import { centreEntries, knowsTown } from '../disks.ts'
import { inPage } from '../eyes.ts'
import type { Checked, Fault, Injection } from '../fault.ts'
import { until } from '../until.ts'

declare global {
  interface Window {
    /** When each case's row had been on the screen, in milliseconds since 1970. */
    paintedAt?: Record<string, number>
  }
}

const entriesPerSecond = 1_000
const lasting = minute
/** Of a storm that the centre could not write there is nothing to be learnt. */
const leastWritten = 0.95 * entriesPerSecond
const paintedWithin = second
/** Urgent ones, so that their rows stand in sight; nobody else presses for these residents. */
const measured = Array.from({ length: 10 }, (_, i) => 50 + i)

/** When each measured alarm was sent, by its reference. */
const sentAt = new Map<string, number>()
const refOf = (name: string, resident: number) => `${name}m${resident}`

const pressEach = async ({ centre, name }: Injection): Promise<void> => {
  const intake = await openIntake(centre.url)
  try {
    for (const resident of measured) {
      await wait(lasting / (measured.length + 1))
      const ref = refOf(name, resident)
      sentAt.set(ref, Date.now())
      await intake.send('scaip', { raw: scaip(resident, { ref, dty: '0005' }), at: centreTime(Date.now()) })
    }
  } finally {
    intake.close()
  }
}

/** Runs in the page: the first look begins to write down. */
const paintedCases = (): Record<string, number> => {
  const known = window.paintedAt
  if (known) return known
  const painted: Record<string, number> = {}
  const drawn = new Set<string>()
  const queue = document.querySelector('[data-testid="queue"]')
  if (!queue) throw new Error('there is no queue')
  const look = (): void => {
    const fresh = [...queue.querySelectorAll('[data-case]')]
      .map((row) => row.getAttribute('data-case') ?? '')
      .filter((id) => !drawn.has(id))
    if (fresh.length === 0) return
    for (const id of fresh) drawn.add(id)
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        for (const id of fresh) painted[id] = Date.now()
      }),
    )
  }
  new MutationObserver(look).observe(queue, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['data-case'],
  })
  look()
  window.paintedAt = painted
  return painted
}

/** Milliseconds from the sender's press to the painted row, for each measured alarm; null for one that never was. */
const delaysOf = async ({ centre, desk, name, begun }: Checked) => {
  const painted = await inPage(desk.console().app, 'index', paintedCases)
  const cases = new Map<string, string>()
  for (const e of centreEntries(centre.folder, begun)) {
    const read = readFact(e)
    if (read.ok && read.fact.kind === 'alarm.raised')
      cases.set(read.fact.payload.source?.ref ?? '', read.fact.id)
  }
  return measured.map((resident) => {
    const ref = refOf(name, resident)
    const at = painted[cases.get(ref) ?? '']
    return at === undefined ? null : at - (sentAt.get(ref) ?? 0)
  })
}

const stormed = new Map<string, string>()

/** More than anybody's alarms: what the console and its centre were built to bear. */
export const loadFaults: readonly Fault[] = [
  {
    name: '1,000 entries a second for a minute, 50,000 locks',
    group: 'load',
    times: 1,
    scene: { before: 0, centre: () => openTestCentre('full') },
    // Few enough that none has waited a minute before its end: what is overdue stands above what is urgent.
    pace: { first: 2_200, later: 2_200 },
    recoveryFrom: 'lifting',
    before: ({ desk, centre }) =>
      until(
        'the console to know the town',
        async () => {
          await wait(second / 2)
          return knowsTown(desk.profile, centre.folder)
        },
        5 * minute,
      ),
    inject: async (at) => {
      await inPage(at.desk.console().app, 'index', paintedCases)
      await at.centre.order(`storm ${entriesPerSecond}`)
      const over = wait(lasting)
      await pressEach(at)
      await over
      stormed.set(at.name, await at.centre.order('storm 0'))
    },
    check: async (at) => {
      const [entries = 0, seconds = 1] = (stormed.get(at.name) ?? '').split(' ').map(Number)
      const delays = await delaysOf(at)
      const worst = Math.max(...delays.map((delay) => delay ?? Number.POSITIVE_INFINITY))
      process.stdout.write(
        `${Math.round(entries / seconds)} entries/s for ${seconds.toFixed(0)} s; alarms painted after ${delays.map((delay) => (delay === null ? 'never' : `${(delay / second).toFixed(2)} s`)).join(', ')}\n`,
      )
      return [
        ...(entries / seconds < leastWritten
          ? [`only ${Math.round(entries / seconds)} entries/s were written`]
          : []),
        ...(worst > paintedWithin
          ? [`an alarm was painted ${(worst / second).toFixed(2)} s after the press`]
          : []),
      ]
    },
  },
]
