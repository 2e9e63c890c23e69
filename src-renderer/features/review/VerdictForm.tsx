import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { verdicts } from '../../../src-domain/access/words.ts'
import type { ReviewItem } from '../../../src-preload/contract/access.ts'
import { dropDraft, useDraft } from '../../desk/draft.ts'
import { keyGuard } from '../../desk/keyGuard.ts'
import { useKeys } from '../../desk/useKeys.ts'
import { ask, useUnderway } from '../../feed/commands.ts'
import { useIsAway } from '../../feed/hooks.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { DialogSays } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import style from './Review.module.css'

type VerdictFormProps = { readonly item: ReviewItem; readonly onReviewed: () => void }
type Verdict = (typeof verdicts)[number]

/** One key chooses, another one saves; anything but "justified" says why. */
export const VerdictForm = ({ item, onReviewed }: VerdictFormProps) => {
  const { t } = useTranslation()
  const { caseId, of, id } = item
  const [verdict, setVerdict] = useDraft<Verdict | null>(`view:verdict/${id}`, null)
  const [note, setNote] = useDraft(`view:note/${id}`, '')
  const [isNoteMissing, setNoteMissing] = useState(false)
  const underway = useUnderway('review', caseId, id)
  const isAway = useIsAway()
  const save = () => {
    if (verdict === null || underway !== null || isAway) return
    const text = note.trim()
    if (verdict !== 'justified' && text === '') {
      setNoteMissing(true)
      return
    }
    void ask('review', { caseId, of, id, verdict, note: text }, id).then((wasTaken) => {
      if (!wasTaken) return
      dropDraft(`view:verdict/${id}`)
      dropDraft(`view:note/${id}`)
      onReviewed()
    })
  }
  /** A key judges only what has stood there long enough to be read. */
  const onStory = (act: () => void) => (event: KeyboardEvent) => {
    if (keyGuard.settled('story', performance.now()) !== id) return
    event.preventDefault()
    act()
  }
  useKeys({
    ...Object.fromEntries(
      verdicts.map((value, index) => [String(index + 1), onStory(() => setVerdict(value))]),
    ),
    '$mod+Enter': onStory(save),
  })
  const isNoteNeeded = verdict !== null && verdict !== 'justified'
  return (
    <div className={style.verdict} data-testid="verdict">
      <Form onSubmit={save}>
        {isAway ? <DialogSays look="care">{t('reviewing.away')}</DialogSays> : null}
        <div className={style.verdictParts}>
          <Choice
            label={t('reviewing.verdict')}
            value={verdict}
            onChange={setVerdict}
            options={verdicts.map((value, index) => ({
              value,
              text: t(`reviewing.verdicts.${value}`),
              aside: <Kbd>{String(index + 1)}</Kbd>,
            }))}
            testId="verdicts"
          />
          <Field
            key={isNoteNeeded ? 'needed' : 'free'}
            label={t(isNoteNeeded ? 'reviewing.note' : 'reviewing.noteOptional')}
            value={note}
            onChange={(text) => {
              setNote(text)
              setNoteMissing(false)
            }}
            rows={2}
            autoFocus={isNoteNeeded}
            error={isNoteMissing ? t('reviewing.noteMissing') : null}
            testId="verdict-note"
          />
          <Button
            type="submit"
            look="primary"
            size="large"
            keys="Ctrl Enter"
            isDisabled={verdict === null || underway !== null || isAway}
            testId="save-verdict"
          >
            {underway ? t(`command.${underway}`) : t('reviewing.confirm')}
          </Button>
        </div>
      </Form>
    </div>
  )
}
