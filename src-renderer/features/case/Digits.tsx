import { useTranslation } from 'react-i18next'
import style from './Code.module.css'
import { inThrees, spoken } from './codeWords.ts'

/** Digits in threes, each group with the words to say; a code that is not all digits stands as it is. */
export const Digits = ({ words }: { readonly words: string }) => {
  const { t } = useTranslation()
  const isDigits = /^[\d\s]+$/.test(words)
  if (!isDigits) return <p className={style.plainCode}>{words}</p>
  return (
    <ol className={style.digits} aria-label={t('code.readAloud')} data-testid="digits">
      {inThrees(words).map((group, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a group is known by its place; the same three digits may come twice.
        <li key={place}>
          <b>{group}</b>
          <span>{spoken(group, t)}</span>
        </li>
      ))}
    </ol>
  )
}
