import { useEffect, useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useSettings } from '../desk/settings.ts'
import { useHealth } from '../feed/hooks.ts'

/** Puts the workplace's settings on the page: language, look, size of text, widths. */
export const useLook = (frame: HTMLElement | null): void => {
  const { i18n } = useTranslation()
  const { language, theme, scale, queue, case: caseWidth } = useSettings()
  const graphics = useHealth()?.graphics
  useEffect(() => {
    document.documentElement.lang = language
    void i18n.changeLanguage(language)
  }, [i18n, language])
  // Before whatever draws on a canvas reads its colours and sizes off the page.
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
  useEffect(() => {
    document.documentElement.dataset.calm = graphics === 'software' ? 'yes' : 'no'
  }, [graphics])
  useLayoutEffect(() => {
    document.documentElement.style.setProperty('--scale', String(scale / 100))
  }, [scale])
  useEffect(() => {
    frame?.style.setProperty('--queue', `${queue}rem`)
    frame?.style.setProperty('--case', `${caseWidth}rem`)
  }, [frame, queue, caseWidth])
}
