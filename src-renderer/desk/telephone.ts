import type { TFunction } from 'i18next'
import { call } from '../feed/bridge.ts'
import { say } from './desk.ts'

/** Hands a number to this machine's telephone; where there is none, puts it on the clipboard and says so. */
export const telephone = async (number: string, t: TFunction): Promise<void> => {
  const { opened } = await call('telephone', { number })
  if (opened) return
  const kept = await toClipboard(number)
  say(kept ? t('case.notOpened', { number }) : t('case.copyFailed', { text: number }))
}

/** `saying`: in place of the text itself, where that is too long to say. */
export const copy = async (
  text: string,
  t: TFunction,
  saying: { readonly done: string; readonly failed: string } = {
    done: t('copied', { text }),
    failed: t('case.copyFailed', { text }),
  },
): Promise<void> => {
  const kept = await toClipboard(text)
  say(kept ? saying.done : saying.failed)
}

/** The browser may refuse it without a reason; then the words are read off the screen instead. */
const toClipboard = (text: string): Promise<boolean> =>
  navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  )
