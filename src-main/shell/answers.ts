import { shell } from 'electron'
import type { Handlers } from './border/agreed.ts'
import type { openSettings } from './keeping/settings.ts'
import type { KeepLabel } from './machine/label.ts'
import { telephoneUri } from './machine/telephone.ts'
import type { PlaceKept } from './place.ts'
import type { Unlocking } from './unlocking.ts'

/** What shell itself answers of the contract. */
export const answersOfShell = (
  settings: ReturnType<typeof openSettings>,
  place: PlaceKept,
  graphics: (mode: 'gpu' | 'software') => void,
  unlocking: Promise<Unlocking>,
  keepLabel: KeepLabel,
): Handlers => ({
  passphrase: async ({ passphrase }) => (await unlocking).passphrase(passphrase),
  changePassphrase: async ({ old, fresh }) => (await unlocking).change(old, fresh),
  keyring: async (asked) => {
    await (await unlocking).keyring(asked.do)
    return {}
  },
  telephone: async ({ number }) => ({ opened: await dial(number) }),
  keepLabel,
  settings: () => ({ settings: settings.all() }),
  keepSettings: ({ settings: changes }) => {
    settings.keep(changes)
    return {}
  },
  place: place.get,
  keepPlace: ({ place: fresh }) => {
    place.keep(fresh)
    return {}
  },
  /** The window's own word on what draws its map: nobody knows better. */
  graphics: ({ mode }) => {
    graphics(mode)
    return {}
  },
})

/** False when it is no number, or no program on this machine takes it; the window then shows it to be dialled by hand. */
const dial = (number: string): Promise<boolean> => {
  const uri = telephoneUri(number)
  if (uri === null) return Promise.resolve(false)
  return shell.openExternal(uri).then(
    () => true,
    () => false,
  )
}
