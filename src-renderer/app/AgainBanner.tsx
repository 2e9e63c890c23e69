import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallAnswer } from '../../src-preload/contract/contract.ts'
import { Button } from '../ui/Button.tsx'
import { clock } from '../ui/timeWords.ts'
import { Banner } from './Banners.tsx'

export type Again = CallAnswer<'place'>['again']

/** Ends in a row that are no accident any more. */
const often = 3

/** A window that went and came back by itself: what happened, until it has been read. */
export const AgainBanner = ({ again }: { readonly again: Again }) => {
  const { t } = useTranslation()
  const [isRead, setRead] = useState(false)
  if (again === null || isRead) return null
  const isOften = again.inARow >= often
  const at = clock(again.at)
  return (
    <Banner
      look={isOften ? 'care' : 'calm'}
      title={
        isOften ? t('banner.againOftenTitle', { times: again.inARow, at }) : t('banner.againTitle', { at })
      }
      testId="banner-again"
      aside={
        <Button size="small" onPress={() => setRead(true)}>
          {t('banner.againClose')}
        </Button>
      }
    >
      {isOften ? t('banner.againOftenText') : t('banner.againText')}
    </Banner>
  )
}
