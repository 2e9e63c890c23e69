import { useTranslation } from 'react-i18next'
import type { CaseView } from '../../../src-preload/contract/view.ts'
import { Section } from '../../ui/Section.tsx'
import { Tag } from '../../ui/Tag.tsx'
import style from './Review.module.css'
import { type Happened, happenedWith, type Reviewed, untouchedDoors } from './story.ts'
import { storyClock } from './storyTime.ts'

/** Every opening and every refusal at a door, by the door's clock, with when the centre heard; and what was left alone. */
export const StoryUses = ({ view, reviewed }: { readonly view: CaseView; readonly reviewed: Reviewed }) => {
  const { t } = useTranslation()
  const happened = happenedWith(view, reviewed)
  const untouched = untouchedDoors(reviewed, happened)
  return (
    <Section title={t('reviewing.uses')} testId="story-uses">
      <table className={style.uses}>
        <thead>
          <tr>
            <th scope="col">{t('reviewing.doorTime')}</th>
            <th scope="col">{t('reviewing.door')}</th>
            <th scope="col">{t('reviewing.what')}</th>
            <th scope="col">{t('reviewing.arrived')}</th>
          </tr>
        </thead>
        <tbody>
          {happened.map((one) => (
            <Use key={one.id} happened={one} begins={view.alarm.raisedAt} />
          ))}
          {untouched.map((label, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two doors of a block may bear one name.
            <tr key={`${label}/${index}`} data-testid="use-none">
              <td />
              <td>{label}</td>
              <td className="muted">{t('reviewing.neverUsed')}</td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

const Use = ({ happened, begins }: { readonly happened: Happened; readonly begins: number }) => {
  const { t } = useTranslation()
  const { at, arrivedLateAt, door, what, cause } = happened
  const words =
    what === 'refused'
      ? t('reviewing.refused', { cause: cause ? t(`refusalCause.${cause}`) : t('common.unknown') })
      : t(`reviewing.happened.${what}`)
  return (
    <tr data-testid="use" data-what={what}>
      <td>
        <time dateTime={new Date(at).toISOString()}>{storyClock(at, begins)}</time>
      </td>
      <td>{door}</td>
      <td>{what === 'refused' ? <Tag look="care">{words}</Tag> : <b>{words}</b>}</td>
      <td>
        {arrivedLateAt === null ? (
          <span className="muted">{t('reviewing.inTime')}</span>
        ) : (
          <Tag look="grey">{t('reviewing.late', { at: storyClock(arrivedLateAt, begins) })}</Tag>
        )}
      </td>
    </tr>
  )
}
