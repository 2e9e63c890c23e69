import { useTranslation } from 'react-i18next'
import { openDialog, showView, useDesk } from '../../desk/desk.ts'
import { change, themes, useSettings } from '../../desk/settings.ts'
import { telephone } from '../../desk/telephone.ts'
import { call } from '../../feed/bridge.ts'
import { useCase, useForReview, useHealth, useSession, useSessionActions } from '../../feed/hooks.ts'
import { languages, ownName } from '../../i18n/index.ts'

export type PaletteAction = {
  readonly id: string
  readonly words: string
  readonly keys?: string
  readonly run: () => void
}

const caseDialogs = [
  { name: 'dispatch', keys: 'D' },
  { name: 'grant', keys: 'G' },
  { name: 'close', keys: 'X' },
  { name: 'note', keys: 'N' },
  { name: 'takeOver', keys: 'T' },
  { name: 'return', keys: 'B' },
] as const

/** What can be done just now: with the open alarm as it allows, and with the window. */
export const usePaletteActions = (): readonly PaletteAction[] => {
  const { t } = useTranslation()
  // Behind another view the open alarm is not worked on.
  const caseId = useDesk((desk) => (desk.view === 'operations' ? desk.caseId : null))
  const shown = useDesk((desk) => desk.view)
  const may = useSessionActions()
  const forReview = useForReview()
  const view = useCase()
  const isPractice = useHealth()?.practice ?? false
  const isSignedIn = useSession().state === 'signedIn'
  const { language, theme } = useSettings()
  const actions: PaletteAction[] = []
  if (view && view.caseId === caseId) {
    const { number } = view
    if (number !== null)
      actions.push({
        id: 'call',
        words: `${t('action.call')} ${number}`,
        keys: 'R',
        run: () => void telephone(number, t),
      })
    for (const { name, keys } of caseDialogs) {
      if (!view.actions.includes(name)) continue
      actions.push({
        id: name,
        words: t(`action.${name}`),
        keys,
        run: () =>
          openDialog(name === 'dispatch' || name === 'grant' ? { kind: name, unitId: null } : { kind: name }),
      })
    }
    actions.push({
      id: 'crewMessage',
      words: t('action.crewMessage'),
      keys: 'C',
      run: () => openDialog({ kind: 'crewMessage' }),
    })
  }
  if (may.includes('blockHandset'))
    actions.push({
      id: 'lost',
      words: t('palette.lost'),
      run: () => openDialog({ kind: 'handsets', handsetId: null }),
    })
  if (isSignedIn)
    actions.push({
      id: 'handsets',
      words: t('handsets.title'),
      run: () => openDialog({ kind: 'handsets', handsetId: null }),
    })
  if (may.includes('openIncident'))
    actions.push({
      id: 'incident',
      words: t('mayOpen.incident'),
      run: () => openDialog({ kind: 'incident', at: null }),
    })
  if (may.includes('review'))
    actions.push({
      id: 'review',
      words: shown === 'review' ? t('nav.operations') : t('nav.reviewWaits', { count: forReview }),
      keys: 'E',
      run: () => showView(shown === 'review' ? 'operations' : 'review'),
    })
  if (isSignedIn)
    actions.push({
      id: 'workbench',
      words: shown === 'workbench' ? t('nav.operations') : t('nav.workbench'),
      ...(may.includes('beginTest') ? { keys: 'W' } : {}),
      run: () => showView(shown === 'workbench' ? 'operations' : 'workbench'),
    })
  if (may.includes('rotateKey'))
    actions.push({
      id: 'signingKeys',
      words: t('trust.title'),
      run: () => openDialog({ kind: 'signingKeys' }),
    })
  if (isPractice)
    actions.push({
      id: 'instructor',
      words: t('nav.practice'),
      run: () => openDialog({ kind: 'instructor' }),
    })
  actions.push(
    { id: 'unreadable', words: t('unreadable.title'), run: () => openDialog({ kind: 'unreadable' }) },
    { id: 'keys', words: t('keys.help'), keys: '?', run: () => openDialog({ kind: 'keys' }) },
    { id: 'settings', words: t('nav.settings'), run: () => openDialog({ kind: 'settings' }) },
    { id: 'soundTest', words: t('top.soundTest'), run: () => void call('soundTest', {}) },
  )
  for (const other of themes)
    if (other !== theme)
      actions.push({
        id: `theme:${other}`,
        words: t('palette.theme', { theme: t(`settings.themes.${other}`) }),
        run: () => change({ theme: other }),
      })
  for (const other of languages)
    if (other !== language)
      actions.push({
        id: `language:${other}`,
        words: t('palette.language', { language: ownName[other] }),
        run: () => change({ language: other }),
      })
  if (isSignedIn)
    actions.push({ id: 'lock', words: t('lock.action'), keys: 'Ctrl L', run: () => void call('lock', {}) })
  if (isSignedIn)
    actions.push({ id: 'signOut', words: t('top.signOut'), run: () => void call('signOut', {}) })
  return actions
}
