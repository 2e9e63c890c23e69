import { z } from 'zod'
import type { Entry } from '../../../src-domain/journal/envelope.ts'
import { second } from '../../../src-domain/time.ts'
import { operatorAt } from '../../e2e/operator.ts'
import { scaip } from '../../integration/centre/town.ts'
import { centreEntries } from '../disks.ts'
import { disturb } from '../disturb.ts'
import type { Fault, Injection } from '../fault.ts'
import { until } from '../until.ts'
import { relayed, stormed } from './order.ts'

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

const cardOf = (desk: Injection['desk'], caseId: string) =>
  desk.console().page.locator(`[data-case="${caseId}"][data-group="waiting"]`)
const answerIn = (desk: Injection['desk'], caseId: string): Promise<void> =>
  cardOf(desk, caseId).getByTestId('answer').click()

/** By the journal: in a storm the row itself may be out of sight. */
const isAnswered = (folder: string, caseId: string): boolean =>
  centreEntries(folder, 0).some((e) => e.kind === 'alarm.answered' && e.caseId === caseId)

/** Pressed again where nothing came of it, as somebody would whose line broke at that moment. */
const answerUntilMine = async ({ desk, centre }: Injection, caseId: string): Promise<void> => {
  await answerIn(desk, caseId)
  let pressedAt = performance.now()
  await until('the case to be mine', async () => {
    if (isAnswered(centre.folder, caseId)) return true
    const answer = cardOf(desk, caseId).getByTestId('answer')
    if (performance.now() - pressedAt > 10 * second && (await answer.isVisible())) {
      pressedAt = performance.now()
      await answer.click()
    }
    return false
  })
}

/** How often the journal says that of the case must be just so. */
const said =
  (kind: Entry['kind'], times: number): NonNullable<Fault['check']> =>
  async ({ centre, begun, name }) => {
    const of = ownCase(centre.folder, begun, name)
    const found = centreEntries(centre.folder, begun).filter((e) => e.kind === kind && e.caseId === of).length
    return found === times ? [] : [`the journal says ${kind} ${found} times instead of ${times}`]
  }

const refusal = z.object({ ok: z.literal(false), error: z.looseObject({ code: z.string() }) })

/** What an operator asks for while the way there or back fails: done once, or refused and said so. */
export const commandFaults: readonly Fault[] = [
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
      // Once: it is the console that must see to it.
      await answerIn(at.desk, caseId)
      await until('the case to be mine', () => isAnswered(at.centre.folder, caseId))
      await until('the centre to have answered twice', () => answers.length >= 2)
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
      await answerUntilMine(at, caseId)
      let came = 0
      let answered = 0
      const restores = [
        disturb(at.relay(), 'consoleAsks', (passing, name) => {
          if (name !== 'command') return passing
          came += 1
          return came === 1 ? { ...passing, after: 20 * second } : passing
        }),
        disturb(at.relay(), 'centreAnswers', (passing, name) => {
          if (name === 'command') answered += 1
          return passing
        }),
      ]
      await operatorAt(at.desk.console().page, 'mouse').note('once')
      await until('the first to have come too, late', () => answered >= 2)
      await stormed(at.storm)
      for (const restore of restores.reverse()) restore()
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
