import { useTranslation } from 'react-i18next'
import type { CommandName } from '../../../src-domain/command/command.ts'
import type { CaseView } from '../../../src-preload/contract/view.ts'
import { openDialog } from '../../desk/desk.ts'
import { keyGuard } from '../../desk/keyGuard.ts'
import { telephone } from '../../desk/telephone.ts'
import { useKeys } from '../../desk/useKeys.ts'
import { ask } from '../../feed/commands.ts'

/** The keys of the open alarm; each acts only when the alarm has stood there long enough to be read. */
export const useCaseKeys = (view: CaseView): void => {
  const { t } = useTranslation()
  const { caseId, number } = view
  const on = (act: () => void) => (event: KeyboardEvent) => {
    if (keyGuard.settled('openCase', performance.now()) !== caseId) return
    event.preventDefault()
    act()
  }
  const may = (name: CommandName, act: () => void) =>
    on(() => (view.actions.includes(name) ? act() : undefined))
  const next = view.presses.find((press) => press.acknowledgedBy === null)
  useKeys({
    r: on(() => (number === null ? undefined : void telephone(number, t))),
    d: may('dispatch', () => openDialog({ kind: 'dispatch', unitId: null })),
    g: may('grant', () => openDialog({ kind: 'grant', unitId: null })),
    x: may('close', () => openDialog({ kind: 'close' })),
    c: on(() => openDialog({ kind: 'crewMessage' })),
    n: may('note', () => openDialog({ kind: 'note' })),
    t: may('takeOver', () => openDialog({ kind: 'takeOver' })),
    b: may('return', () => openDialog({ kind: 'return' })),
    a: may('acknowledgePress', () =>
      next ? void ask('acknowledgePress', { caseId, pressId: next.pressId }, next.pressId) : undefined,
    ),
  })
}
