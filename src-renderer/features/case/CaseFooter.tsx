import { Ellipsis } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '../../../src-preload/contract/view.ts'
import { openDialog } from '../../desk/desk.ts'
import { telephone } from '../../desk/telephone.ts'
import { serverNow } from '../../feed/clock.ts'
import { ask, useUnderway } from '../../feed/commands.ts'
import { useIsAway, useSessionActions } from '../../feed/hooks.ts'
import { Button } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import style from './Footer.module.css'

/** The usual four, always in the same place; what is allowed comes with the case. */
export const CaseFooter = ({ view }: { readonly view: CaseView }) => {
  const { t } = useTranslation()
  const may = (name: CaseView['actions'][number]) => view.actions.includes(name)
  const isTaken = !may('answer') && !may('hold')
  return (
    <section className={style.footer} aria-label={t('case.actions')} data-taken={isTaken || undefined}>
      <Button
        size="large"
        keys="R"
        isDisabled={view.number === null}
        onPress={() => (view.number === null ? undefined : void telephone(view.number, t))}
      >
        {t('action.call')}
      </Button>
      {isTaken ? <TakenActions view={view} /> : <TakeIt view={view} />}
      <MoreMenu view={view} />
    </section>
  )
}

const TakeIt = ({ view }: { readonly view: CaseView }) => {
  const { t } = useTranslation()
  const isAway = useIsAway()
  const answering = useUnderway('answer', view.caseId)
  const holding = useUnderway('hold', view.caseId)
  const { caseId } = view
  const isHold = view.actions.includes('hold') && (isAway || !view.actions.includes('answer'))
  const underway = answering ?? (isHold ? holding : null)
  return (
    <Button
      size="large"
      look="primary"
      isDisabled={underway !== null}
      onPress={() => void (isHold ? ask('hold', { caseId, heldAt: serverNow() }) : ask('answer', { caseId }))}
      testId="case-answer"
      wide
    >
      {underway ? t(`command.${underway}`) : t(isHold ? 'action.hold' : 'action.answer')}
    </Button>
  )
}

const TakenActions = ({ view }: { readonly view: CaseView }) => {
  const { t } = useTranslation()
  const may = (name: CaseView['actions'][number]) => view.actions.includes(name)
  const taking = useUnderway('takeOver', view.caseId)
  const closing = useUnderway('close', view.caseId)
  if (may('takeOver')) {
    return (
      <Button
        size="large"
        keys="T"
        wide
        isDisabled={taking !== null}
        onPress={() => openDialog({ kind: 'takeOver' })}
        testId="take-over"
      >
        {taking ? t(`command.${taking}`) : t('action.takeOver')}
      </Button>
    )
  }
  return (
    <>
      <Button
        size="large"
        keys="D"
        isDisabled={!may('dispatch')}
        onPress={() => openDialog({ kind: 'dispatch', unitId: null })}
        testId="dispatch"
      >
        {t('action.dispatch')}
      </Button>
      <Button
        size="large"
        keys="G"
        look="primary"
        isDisabled={!may('grant')}
        onPress={() => openDialog({ kind: 'grant', unitId: null })}
        testId="give-grant"
      >
        {t('action.grantShort')}
      </Button>
      <Button
        size="large"
        keys="X"
        isDisabled={!may('close') || closing !== null}
        onPress={() => openDialog({ kind: 'close' })}
        testId="close-case"
      >
        {closing ? t(`command.${closing}`) : t('action.close')}
      </Button>
    </>
  )
}

const more = [
  { name: 'note', keys: 'N' },
  { name: 'takeOver', keys: 'T' },
  { name: 'return', keys: 'B' },
] as const

type MoreItem = {
  readonly name: (typeof more)[number]['name'] | 'crewMessage' | 'openIncident'
  readonly keys: string | null
  readonly open: () => void
}

/** What is asked for less often; telling a crew what it needs is allowed to everybody who may read the case. */
const moreOf = (view: CaseView, mayOpenIncident: boolean): readonly MoreItem[] => {
  const { home } = view
  return [
    { name: 'crewMessage', keys: 'C', open: () => openDialog({ kind: 'crewMessage' }) },
    ...more
      .filter(({ name }) => view.actions.includes(name))
      .map(({ name, keys }) => ({ name, keys, open: () => openDialog({ kind: name }) })),
    ...(home && !view.incident && mayOpenIncident
      ? [
          {
            name: 'openIncident' as const,
            keys: null,
            open: () => openDialog({ kind: 'incident', at: { kind: 'home', id: home.id } }),
          },
        ]
      : []),
  ]
}

const MoreMenu = ({ view }: { readonly view: CaseView }) => {
  const { t } = useTranslation()
  const items = moreOf(view, useSessionActions().includes('openIncident'))
  return (
    <MenuTrigger>
      <AriaButton className={style.moreButton ?? ''} aria-label={t('common.more')} data-testid="case-more">
        <Ellipsis size="1.8rem" aria-hidden="true" />
      </AriaButton>
      <Popover className={style.menuPlace ?? ''} placement="top end">
        <Menu className={style.menu ?? ''} aria-label={t('common.more')}>
          {items.map(({ name, keys, open }) => (
            <MenuItem
              key={name}
              id={name}
              className={style.menuItem ?? ''}
              textValue={t(`action.${name}`)}
              onAction={open}
            >
              <span>{t(`action.${name}`)}</span>
              {keys === null ? null : <Kbd>{keys}</Kbd>}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
