import type { Command, CommandArgs } from '../../../../src-domain/command/command.ts'
import { people, Shift } from '../../../build/shift.ts'

type Person = (typeof people)[number]
export const [operator, colleague, supervisor, trainee, technician] = people as unknown as readonly [
  Person,
  Person,
  Person,
  Person,
  Person,
]

/** An answered alarm with a patrol on its way, and every crew signed on to its phone. */
export const atWork = () => {
  const shift = new Shift()
  shift.signOn()
  shift.press(null, 1)
  const caseId = shift.journal.rows.of('alarm')[0]?.id ?? ''
  /** `done`, or why not. */
  const ask = (command: Command, who: Person = operator): string => shift.ask(command, who)
  ask({ name: 'answer', args: { caseId } })
  ask({ name: 'dispatch', args: { caseId, unitId: 'unit-1' } })
  const grant = (over: Partial<CommandArgs<'grant'>> = {}, who: Person = operator): string =>
    ask({ name: 'grant', args: { ...grantOf(caseId, over.unitId ?? 'unit-1'), ...over } }, who)
  const { rows } = shift.journal
  return { shift, rows, caseId, ask, grant }
}

export const grantOf = (caseId: string, unitId: string): CommandArgs<'grant'> => ({
  caseId,
  unitId,
  handsetId: `hs-${unitId}`,
  doorIds: ['door-1', 'door-2'],
  startsIn: 0,
  minutes: 30,
  reason: 'alarm',
  offline: false,
  incidentNumber: null,
})
