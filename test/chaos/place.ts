import type { Desk } from './desk.ts'
import { until } from './until.ts'

/** Where somebody is in the window, as it stands in the document. */
export type Stood = { readonly caseId: string | null; readonly theme: string | null; readonly view: boolean }

/** Opens the case at the top, so that there is a place to come back to. */
export const takePlace = async (desk: Desk): Promise<Stood> => {
  await until('a case to open', () => desk.look('index', openTop).catch(() => false))
  await until('the shell to know of it', () => desk.look('index', isTold))
  return desk.look('index', stood)
}

export const isAtPlace = async (desk: Desk, place: Stood): Promise<boolean> => {
  const now = await desk.look('index', stood).catch(() => null)
  return JSON.stringify(now) === JSON.stringify(place)
}

/** Runs in the page: true once a case stands open. */
const openTop = (): boolean => {
  if (document.querySelector('[data-testid=case-body]')) return true
  document.querySelector<HTMLElement>('[data-testid=queue] [data-case]')?.click()
  return false
}

/** Runs in the page. */
const isTold = async (): Promise<boolean> => (await window.vaktrom.call('place', {})).place?.caseId != null

/** Runs in the page. */
const stood = (): Stood => ({
  caseId: document.querySelector('[data-testid=case-body]')?.getAttribute('data-open') ?? null,
  theme: document.documentElement.dataset.theme ?? null,
  view: document.querySelector('[data-testid=map]')?.closest('[hidden]') === null,
})
