import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallAnswer } from '../../src-preload/contract/contract.ts'
import { call } from '../feed/bridge.ts'
import { useUnreadableCount } from '../feed/hooks.ts'
import { ClockAndAge } from '../ui/Ago.tsx'
import { Dialog, DialogText } from '../ui/Dialog.tsx'
import style from './App.module.css'

type Item = CallAnswer<'unreadable'>['items'][number]

/** Nothing is dropped silently: everything that could not be read, as it came, newest first. */
export const UnreadableDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const count = useUnreadableCount()
  const [items, setItems] = useState<readonly Item[] | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: one more came, so the list is another.
  useEffect(() => {
    let isCurrent = true
    void call('unreadable', {}).then((answer) => {
      if (isCurrent) setItems(answer.items)
    })
    return () => {
      isCurrent = false
    }
  }, [count])
  return (
    <Dialog title={t('unreadable.title')} size="wide" onClose={onClose} testId="unreadable-dialog">
      <DialogText>{t('unreadable.text')}</DialogText>
      {items === null ? (
        <p>{t('common.loading')}</p>
      ) : items.length === 0 ? (
        <p>{t('unreadable.none')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <ul className={style.unreadable} tabIndex={0}>
          {items.map((item) => (
            <li key={`${item.at}${item.where}${item.raw}`}>
              <p>
                <ClockAndAge at={item.at} seconds /> · {t('unreadable.where', { where: item.where })}
              </p>
              <p className="muted">{item.why}</p>
              <code>{item.raw}</code>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}
