import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import style from './App.module.css'

const Workbench = lazy(async () => ({
  default: (await import('../features/workbench/Workbench.tsx')).Workbench,
}))

/** Plots and codes are fetched by whoever has a bench, not by everybody who waits for the queue. */
export const WorkbenchLater = () => (
  <Suspense fallback={<Loading />}>
    <Workbench />
  </Suspense>
)

const Loading = () => {
  const { t } = useTranslation()
  return (
    <main className={style.later}>
      <p role="status">{t('bench.loading')}</p>
    </main>
  )
}
