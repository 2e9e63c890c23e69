import { useTranslation } from 'react-i18next'
import { useDraft } from '../../desk/draft.ts'
import { Choice } from '../../ui/Choice.tsx'
import { Field } from '../../ui/Field.tsx'

/** Windows that are asked for most, in minutes; any from 5 to 240 can be written. */
const usualMinutes = ['15', '30', '60', '120'] as const
const own = 'own'
/** Minutes from now. */
const starts = ['0', '15', '30', '60'] as const

type Usual = (typeof usualMinutes)[number] | typeof own

/** When it begins and how long it lasts, as far as it is chosen. */
export const useWindow = () => {
  const [start, setStart] = useDraft<(typeof starts)[number]>('start', '0')
  const [usual, setUsual] = useDraft<Usual>('minutes', '30')
  const [written, setWritten] = useDraft('otherMinutes', '')
  const minutes = Number(usual === own ? written : usual)
  return {
    start,
    setStart,
    usual,
    setUsual,
    written,
    setWritten,
    startsIn: Number(start),
    minutes,
    isValid: Number.isInteger(minutes) && minutes >= 5 && minutes <= 240,
  }
}

export const GrantWindow = ({ window }: { readonly window: ReturnType<typeof useWindow> }) => {
  const { t } = useTranslation()
  const { start, setStart, usual, setUsual, written, setWritten, isValid } = window
  return (
    <>
      <Choice
        label={t('dialog.grantStart')}
        value={start}
        onChange={setStart}
        testId="grant-start"
        options={starts.map((value) => ({
          value,
          text:
            value === '0'
              ? t('dialog.grantStartNow')
              : t('time.inFuture', { age: t('time.min', { n: value }) }),
        }))}
      />
      <Choice
        label={t('dialog.grantMinutes')}
        value={usual}
        onChange={setUsual}
        testId="grant-minutes"
        options={[
          ...usualMinutes.map((n) => ({ value: n, text: t('time.min', { n }) })),
          { value: own, text: t('dialog.grantMinutesOwn') },
        ]}
      />
      {usual === own ? (
        <Field
          label={t('dialog.grantMinutesOwn')}
          value={written}
          onChange={setWritten}
          inputMode="numeric"
          maxLength={3}
          error={written === '' || isValid ? null : t('refusal.windowInvalid.do')}
        />
      ) : null}
    </>
  )
}
