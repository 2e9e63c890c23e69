import { Mic, MicOff, Phone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '../../../src-preload/contract/view.ts'
import { copy, telephone } from '../../desk/telephone.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import { unbroken } from './caseWords.ts'
import style from './Know.module.css'

/** What may be heard and said, and the number that reaches the loudspeaker at home. */
export const VoiceLine = ({ view }: { readonly view: CaseView }) => {
  const { t } = useTranslation()
  const { number, voice } = view
  return (
    <Section title={t('case.voice')} testId="voice">
      <div className={style.voice}>
        {voice === 'none' ? (
          <MicOff size="1.7rem" aria-hidden="true" />
        ) : (
          <Mic size="1.7rem" aria-hidden="true" />
        )}
        <span>
          <b>{t(`voice.${voice}`)}</b>{' '}
          <span className="muted">
            {number === null ? t('case.noNumber') : t('case.voiceNumber', { number: unbroken(number) })}
          </span>
        </span>
        {number === null ? null : (
          <span className={style.pair}>
            <Button
              size="small"
              look="quiet"
              onPress={() => void copy(number, t)}
              label={t('case.copyNumber')}
            >
              {t('common.copy')}
            </Button>
            <Button
              size="small"
              icon={<Phone size="1.4rem" aria-hidden="true" />}
              onPress={() => void telephone(number, t)}
              label={t('case.call', { number })}
              testId="call"
            >
              {t('action.call')}
            </Button>
          </span>
        )}
      </div>
    </Section>
  )
}
