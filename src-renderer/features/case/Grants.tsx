import { useTranslation } from 'react-i18next'
import type { CaseView } from '../../../src-preload/contract/view.ts'
import { useUnderway } from '../../feed/commands.ts'
import { Section } from '../../ui/Section.tsx'
import style from './Grant.module.css'
import { GrantCard } from './GrantCard.tsx'

/** Who may open what, until when. Revoked is said only when the handset has confirmed it. */
export const Grants = ({ view }: { readonly view: CaseView }) => {
  const { t } = useTranslation()
  const underway = useUnderway('grant', view.caseId)
  if (view.grants.length === 0 && !underway) return null
  return (
    <Section title={t('case.grants')} testId="grants">
      {underway ? (
        <p className="muted" data-testid="granting">
          {t('command.name.grant')}: {t(`command.${underway}`)}
        </p>
      ) : null}
      <ul className={style.grants}>
        {view.grants.map((grant) => (
          <GrantCard key={grant.grantId} view={view} grant={grant} />
        ))}
      </ul>
    </Section>
  )
}
