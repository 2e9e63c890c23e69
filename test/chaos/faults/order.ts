import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { Entry } from '../../../src-domain/journal/envelope.ts'
import { second } from '../../../src-domain/time.ts'
import { operatorAt } from '../../e2e/operator.ts'
import { scaip } from '../../integration/centre/town.ts'
import { centreEntries, centreHead } from '../disks.ts'
import { disturb } from '../disturb.ts'
import type { Fault, Injection, SceneOptions } from '../fault.ts'
import { until } from '../until.ts'

/** Shared by the quick ones. */
const relayed: SceneOptions = { relay: true, intake: true }

/** What the centre tells in batches. */
const batches = ['entries', 'open', 'snapshot', 'registry', 'telemetry']

/** At least this many alarms came, and time enough for what is late by a moment. */
const stormed = async (storm: Injection['storm']): Promise<void> => {
  const begun = storm.sent()
  await until('the storm to have raged', () => storm.sent() >= begun + 28)
}

/** A panic alarm of somebody whom the storm leaves alone: it stands at the top of the queue. Its case. */
const raised = async ({ centre, name, desk }: Injection): Promise<string> => {
  await centre.intake(scaip(60, { ref: ownRef(name), dty: '0007' }))
  const caseId = ownCase(centre.folder, 0, name) ?? ''
  await cardOf(desk, caseId).waitFor()
  return caseId
}
const ownRef = (name: string): string => `${name}own`
const ownCase = (folder: string, from: number, name: string): string | undefined =>
  centreEntries(folder, from).find((e) => e.payload.includes(`"ref":"${ownRef(name)}"`))?.id

const cardOf = (desk: Injection['desk'], caseId: string, group = 'waiting') =>
  desk.console().page.locator(`[data-case="${caseId}"][data-group="${group}"]`)
const answerIn = (desk: Injection['desk'], caseId: string): Promise<void> =>
  cardOf(desk, caseId).getByTestId('answer').click()

/** How often the journal says that of the case must be just so. */
const said =
  (kind: Entry['kind'], times: number): NonNullable<Fault['check']> =>
  async ({ centre, begun, name }) => {
    const of = ownCase(centre.folder, begun, name)
    const found = centreEntries(centre.folder, begun).filter((e) => e.kind === kind && e.caseId === of).length
    return found === times ? [] : [`the journal says ${kind} ${found} times instead of ${times}`]
  }

const refusal = z.object({ ok: z.literal(false), error: z.looseObject({ code: z.string() }) })

/** Messages that come twice, late, in another order or not at all, while the line itself holds. */
export const orderFaults: readonly Fault[] = [
  {
    name: 'every batch told twice',
    group: 'order',
    times: 3,
    quick: true,
    scene: relayed,
    recoveryFrom: 'lifting',
    inject: async ({ relay, storm }) => {
      const restore = disturb(relay(), 'centreSays', (passing, name) =>
        batches.includes(name) ? { ...passing, twice: true } : passing,
      )
      relay().cut()
      await stormed(storm)
      restore()
    },
  },
  {
    name: 'batches delayed by 4 s',
    group: 'order',
    times: 2,
    scene: relayed,
    recoveryFrom: 'lifting',
    inject: async ({ relay, storm }) => {
      const restore = disturb(relay(), 'centreSays', (passing, name) =>
        batches.includes(name) ? { ...passing, after: 4 * second } : passing,
      )
      await stormed(storm)
      await wait(8 * second)
      restore()
    },
  },
  {
    name: 'batches interleaved: every second one overtaken by those behind it',
    group: 'order',
    times: 3,
    quick: true,
    scene: relayed,
    recoveryFrom: 'lifting',
    inject: async ({ relay, storm }) => {
      let n = 0
      const restore = disturb(relay(), 'centreSays', (passing, name) => {
        if (!batches.includes(name)) return passing
        n += 1
        return n % 2 === 0 ? passing : { ...passing, after: 150 }
      })
      relay().cut()
      await stormed(storm)
      restore()
    },
  },
  {
    name: 'acknowledgements lost after commit, with the line',
    group: 'order',
    times: 3,
    scene: relayed,
    recoveryFrom: 'lifting',
    inject: async ({ relay, storm }) => {
      const restore = disturb(relay(), 'consoleAnswers', () => 'drop')
      for (let cut = 1; cut <= 3; cut++) {
        await wait(second)
        relay().cut()
      }
      await stormed(storm)
      restore()
      relay().cut()
    },
  },
  {
    name: 'acknowledgements lost after commit, and the line holds',
    group: 'order',
    times: 1,
    scene: relayed,
    recoveryFrom: 'lifting',
    inject: async ({ relay, centre, storm }) => {
      const begun = centreHead(centre.folder).seq
      const restore = disturb(relay(), 'consoleAnswers', () => 'drop')
      await stormed(storm)
      await until('the centre to hang up on the desk', () =>
        centreEntries(centre.folder, begun).some((e) => e.kind === 'workplace.lost'),
      )
      restore()
    },
  },
  {
    name: "the centre's answer to the alarm receiver lost after commit",
    group: 'order',
    times: 2,
    scene: relayed,
    quick: true,
    recoveryFrom: 'lifting',
    inject: async ({ intake, storm, isQuick }) => {
      let n = 0
      let lost = 0
      const restore = disturb(intake(), 'centreAnswers', (passing) => {
        n += 1
        if (n % 10 !== 1) return passing
        lost += 1
        return 'drop'
      })
      await stormed(storm)
      await until('answers to be lost', () => lost >= (isQuick ? 1 : 3))
      restore()
    },
  },
  {
    name: 'a command whose answer is lost and which is sent again',
    group: 'order',
    times: 3,
    quick: true,
    scene: relayed,
    recoveryFrom: 'lifting',
    inject: async (at) => {
      const caseId = await raised(at)
      const answers: unknown[] = []
      const again = disturb(at.relay(), 'consoleAsks', (passing, name) =>
        name === 'command' ? { ...passing, twice: true } : passing,
      )
      const restore = disturb(at.relay(), 'centreAnswers', (passing, name) => {
        if (name !== 'command') return passing
        answers.push(passing.pass)
        return 'drop'
      })
      await answerIn(at.desk, caseId)
      await until('the centre to have answered twice', () => answers.length >= 2)
      await cardOf(at.desk, caseId, 'mine').waitFor()
      await stormed(at.storm)
      restore()
      again()
      if (JSON.stringify(answers[0]) !== JSON.stringify(answers[1]))
        throw new Error('two answers to one command')
    },
    check: said('alarm.answered', 1),
  },
  {
    name: 'a note that is lost on its way, sent again, and whose first comes late',
    group: 'order',
    times: 1,
    scene: relayed,
    recoveryFrom: 'lifting',
    inject: async (at) => {
      const caseId = await raised(at)
      await answerIn(at.desk, caseId)
      await cardOf(at.desk, caseId, 'mine').waitFor()
      let came = 0
      const restore = disturb(at.relay(), 'consoleAsks', (passing, name) => {
        if (name !== 'command') return passing
        came += 1
        return came === 1 ? { ...passing, after: 20 * second } : passing
      })
      await operatorAt(at.desk.console().page, 'mouse').note('once')
      await until('the first to have come, late', () => at.storm.sent() > 0 && came >= 2)
      await stormed(at.storm)
      await wait(6 * second)
      restore()
    },
    check: said('case.noted', 1),
  },
  {
    name: 'a command that comes past its notAfter',
    group: 'order',
    times: 1,
    scene: relayed,
    recoveryFrom: 'lifting',
    inject: async (at) => {
      const caseId = await raised(at)
      const refusals: string[] = []
      // Asked about meanwhile, it would be void before it came; its own time is what must stop it.
      const restores = [
        disturb(at.relay(), 'consoleAsks', (passing, name) => {
          if (name === 'command') return { ...passing, after: 16 * second }
          return name === 'outcome' ? { ...passing, after: 2 * second } : passing
        }),
        disturb(at.relay(), 'centreAnswers', (passing, name) => {
          const refused = refusal.safeParse(passing.pass)
          if (name === 'command' && refused.success) refusals.push(refused.data.error.code)
          return passing
        }),
      ]
      await answerIn(at.desk, caseId)
      const { page } = at.desk.console()
      await page.locator('[data-testid="trouble"][data-kind="refused"]').waitFor()
      await stormed(at.storm)
      for (const restore of restores.reverse()) restore()
      await page.getByTestId('trouble').getByRole('button').click()
      if (refusals.join() !== 'tooLate') throw new Error(`the centre said: ${refusals.join() || 'nothing'}`)
    },
    check: said('alarm.answered', 0),
  },
]
