import { Eye } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AlarmItem } from '../../src-preload/contract/view.ts'
import style from './small.module.css'

/**
 * Who else has it open, behind an eye, on a line that is there anyway: what grew when somebody comes to look would
 * push the next thing under the hand. `names`: in full, where there is room.
 */
export const Also = ({
  also,
  names = false,
}: {
  readonly also: AlarmItem['also']
  readonly names?: boolean
}) => {
  const { t, i18n } = useTranslation()
  if (also.length === 0) return null
  const list = new Intl.ListFormat(i18n.language).format(also.map(({ name }) => name))
  const words = t('presence.also', { count: also.length, names: list })
  return (
    <span className={style.also} title={words} data-testid="also">
      <Eye size="1.3rem" aria-hidden="true" />
      <span aria-hidden="true">{names ? list : also.map(({ initials }) => initials).join(' ')}</span>
      <span className="hidden">{words}</span>
    </span>
  )
}
