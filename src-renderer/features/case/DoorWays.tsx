import { useTranslation } from 'react-i18next'
import type { CaseView, DoorView } from '../../../src-preload/contract/view.ts'
import { openDialog } from '../../desk/desk.ts'
import { useNow } from '../../feed/clock.ts'
import { useUnderway } from '../../feed/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { dayAndClock } from '../../ui/timeWords.ts'
import { doorName } from './block.ts'
import { doorId, stepKey } from './caseWords.ts'
import { keysOut, loanHolder } from './keyWords.ts'
import style from './Ways.module.css'
import { Openers } from './WhoMayOpen.tsx'

type DoorProps = { readonly view: CaseView; readonly door: DoorView }

/** Who may open this door now, and what can be given out at it. */
export const DoorWays = ({ view, door }: DoorProps) => {
  const id = doorId(door)
  return (
    <div className={style.doorWays}>
      {id === null ? (
        <KeyOut view={view} door={door} />
      ) : (
        <Openers
          isKnown={door.traceable}
          openers={view.openers.filter((opener) => opener.doorIds.includes(id))}
          testId="openers-of-door"
        />
      )}
      <span className={style.give}>
        <GiveCode view={view} door={door} />
        <ShowSharedCode view={view} door={door} />
        <HandOut view={view} door={door} />
      </span>
    </div>
  )
}

const GiveCode = ({ view, door }: DoorProps) => {
  const { t } = useTranslation()
  const underway = useUnderway('issueCode', view.caseId, stepKey(door.step))
  if (!door.keypad || !view.actions.includes('issueCode')) return null
  return (
    <Button
      size="small"
      isDisabled={underway !== null}
      onPress={() => openDialog({ kind: 'code', step: door.step })}
      label={t('code.giveFor', { place: doorName(view, door) })}
      testId="give-code"
    >
      {underway ? t(`command.${underway}`) : t('code.give')}
    </Button>
  )
}

const ShowSharedCode = ({ view, door }: DoorProps) => {
  const { t } = useTranslation()
  const id = doorId(door)
  const underway = useUnderway('revealSharedCode', view.caseId, id)
  if (!door.sharedCode || id === null || !view.actions.includes('revealSharedCode')) return null
  return (
    <Button
      size="small"
      isDisabled={underway !== null}
      onPress={() => openDialog({ kind: 'sharedCode', doorId: id })}
      label={t('sharedCode.showFor', { door: doorName(view, door) })}
      testId="show-shared-code"
    >
      {underway ? t(`command.${underway}`) : t('sharedCode.show')}
    </Button>
  )
}

const HandOut = ({ view, door: { step, label } }: DoorProps) => {
  const { t } = useTranslation()
  const keyStoreId = step.kind === 'keyStore' ? step.keyStoreId : null
  const underway = useUnderway('handOutKey', view.caseId, keyStoreId)
  const isOut = keysOut(view).some((loan) => loan.keyStoreId === keyStoreId)
  if (keyStoreId === null || isOut || !view.actions.includes('handOutKey')) return null
  return (
    <Button
      size="small"
      isDisabled={underway !== null}
      onPress={() => openDialog({ kind: 'handOutKey', keyStoreId })}
      label={t('key.handOutFrom', { place: label })}
      testId="hand-out-key"
    >
      {underway ? t(`command.${underway}`) : t('key.handOut')}
    </Button>
  )
}

/** Who has the key of this cabinet or box just now; taking it back stands with the keys. */
const KeyOut = ({ view, door: { step } }: DoorProps) => {
  const { t } = useTranslation()
  const now = useNow()
  const loan = keysOut(view).find(
    ({ keyStoreId }) => step.kind === 'keyStore' && keyStoreId === step.keyStoreId,
  )
  return (
    <p className={style.keyOut} data-care={loan ? true : undefined} data-testid="key-out">
      {loan ? t('key.out', { who: loanHolder(loan), at: dayAndClock(loan.outAt, now) }) : t('key.in')}
    </p>
  )
}
