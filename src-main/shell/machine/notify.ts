import { Notification } from 'electron'

type Note = { readonly caseId: string; readonly title: string; readonly body: string }

/** One native notification per case; the newest replaces the one before. It says no personal words. */
export const openNotifier = (icon: string, isFocused: () => boolean, open: (caseId: string) => void) => {
  const shown = new Map<string, Notification>()
  return (note: Note): void => {
    if (isFocused() || !Notification.isSupported()) return
    shown.get(note.caseId)?.close()
    // Silent: the sound window is the one voice, by priority.
    const fresh = new Notification({
      title: note.title,
      body: note.body,
      icon,
      silent: true,
      urgency: 'critical',
    })
    shown.set(note.caseId, fresh)
    fresh.on('click', () => open(note.caseId))
    fresh.on('close', () => {
      if (shown.get(note.caseId) === fresh) shown.delete(note.caseId)
    })
    fresh.show()
  }
}
