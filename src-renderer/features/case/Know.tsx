import { useTranslation } from 'react-i18next'
import type { Need } from '../../../src-domain/registry/rows.ts'
import type { CaseView } from '../../../src-preload/contract/view.ts'
import style from './Know.module.css'

/** Needs that endanger whoever comes, or change what has to be brought: said in a line of their own. */
const grave: readonly Need[] = ['oxygen', 'dog', 'epilepsy', 'diabetes']

export const Know = ({ view }: { readonly view: CaseView }) => {
  const { t } = useTranslation()
  const { resident } = view
  const graveNeeds = resident?.needs.filter((need) => grave.includes(need)) ?? []
  const otherNeeds = resident?.needs.filter((need) => !grave.includes(need)) ?? []
  // Of a block it would be said of everybody; there it stands with the door.
  const warnings = view.incident ? [] : [...new Set(view.doors.flatMap((door) => door.warnings))]
  const other = otherNeeds.map((need) => t(`need.${need}`))
  const lines: { readonly key: string; readonly strong: string; readonly text: string }[] = []
  if (graveNeeds.length > 0)
    lines.push({
      key: 'grave',
      strong: graveNeeds.map((need) => `${t(`need.${need}`)}.`).join(' '),
      text: '',
    })
  if (other.length > 0 || warnings.length > 0)
    lines.push({
      key: 'needs',
      strong: warnings.map((warning) => `${t(`door.warning.${warning}`)}.`).join(' '),
      text: other.join(' · '),
    })
  if (resident && resident.instructions.trim() !== '')
    lines.push({ key: 'instructions', strong: '', text: resident.instructions })
  const { raw } = view.alarm
  if (lines.length === 0 && raw === null) return null
  return (
    <section className={style.know} aria-label={t('case.warnings')} data-testid="know">
      {lines.map((line) => (
        <div key={line.key} className={style.note}>
          <b aria-hidden="true">!</b>
          <span>
            {line.text} {line.strong === '' ? null : <b>{line.strong}</b>}
          </span>
        </div>
      ))}
      {raw === null ? null : (
        <div className={style.raw} data-testid="raw">
          <p>{t('case.rawText')}</p>
          <code>{raw}</code>
        </div>
      )}
    </section>
  )
}
