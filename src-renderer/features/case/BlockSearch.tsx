import { useDeferredValue, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BlockView } from '../../../src-preload/contract/access.ts'
import { call } from '../../feed/bridge.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { DialogFooter } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'

/** Below this a search would find every street. */
const leastLetters = 2
/** Hits that are looked up: each home of a block is one, and a block is shown once. */
const lookedUp = 12

type Blocks = readonly BlockView[] | 'searching' | 'failed'

/** Finds a block by its address or by anybody who lives there. */
export const BlockSearch = ({
  onChosen,
  onCancel,
}: {
  readonly onChosen: (block: BlockView) => void
  readonly onCancel: () => void
}) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [chosenId, setChosenId] = useState<string | null>(null)
  const asked = useDeferredValue(text.trim())
  const isAsked = asked.length >= leastLetters
  const blocks = useBlocks(isAsked ? asked : null)
  const list = isAsked && typeof blocks === 'object' ? blocks : []
  const chosen = list.find((block) => block.homeId === chosenId) ?? list[0]
  return (
    <Form
      onSubmit={() => {
        if (chosen) onChosen(chosen)
      }}
    >
      <Field
        label={t('incident.address')}
        value={text}
        onChange={setText}
        autoFocus
        maxLength={200}
        testId="block-search"
      />
      {list.length > 0 ? (
        <Choice
          label={t('incident.which')}
          look="rows"
          value={chosen?.homeId ?? null}
          onChange={setChosenId}
          testId="blocks"
          options={list.map((block) => ({
            value: block.homeId,
            text: <b>{block.address}</b>,
            aside: t('incident.counts', { ...block }),
          }))}
        />
      ) : (
        <p className="muted" role="status">
          {isAsked
            ? t(
                blocks === 'searching'
                  ? 'palette.searching'
                  : blocks === 'failed'
                    ? 'incident.failed'
                    : 'palette.empty',
                {
                  text: asked,
                },
              )
            : t('incident.hint')}
        </p>
      )}
      <DialogFooter>
        <Button onPress={onCancel}>{t('common.cancel')}</Button>
        <Button type="submit" look="primary" isDisabled={!chosen} testId="choose-block">
          {t('incident.choose')}
        </Button>
      </DialogFooter>
    </Form>
  )
}

/** What was found for the newest text; what was found before stands until then. */
const useBlocks = (text: string | null): Blocks => {
  const [blocks, setBlocks] = useState<Blocks>('searching')
  useEffect(() => {
    if (text === null) return
    let isCurrent = true
    findBlocks(text).then(
      (found) => {
        if (isCurrent) setBlocks(found)
      },
      () => {
        if (isCurrent) setBlocks('failed')
      },
    )
    return () => {
      isCurrent = false
    }
  }, [text])
  return blocks
}

const findBlocks = async (text: string): Promise<readonly BlockView[]> => {
  const { hits } = await call('search', { text })
  const places = hits
    .flatMap(({ kind, id }) => (kind === 'home' || kind === 'resident' ? [{ kind, id }] : []))
    .slice(0, lookedUp)
  const found = await Promise.all(places.map((place) => call('block', place)))
  const blocks = found.flatMap(({ block }) => block ?? [])
  return [...new Map(blocks.map((block) => [block.address, block])).values()]
}
