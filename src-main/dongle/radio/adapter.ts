import type { AdapterState } from '../../../src-domain/hardware/adapter.ts'
import { type Adapter, adaptersOf, type Lacking, lackBefore, lackOf, type Machine } from './adapters.ts'
import { loadLibrary } from './library.ts'
import { openNoble } from './noble.ts'
import type { Radio } from './radio.ts'

/** How often the system is asked what is plugged in, ms: whoever pulls a dongle out sees it said at once. */
const lookEvery = 1_000
/** An adapter that has not come up by then does not speak as it should. */
const upWithin = 5_000

type Wanted = {
  readonly machine: Machine
  readonly say: (state: AdapterState) => void
  /** It can be used from now on. Once in the life of a process. */
  readonly opened: (radio: Radio) => void
  /** Nothing can be opened in this process any more: its library is bound to what is gone, or not what is wanted. */
  readonly over: (why: 'gone' | 'other') => void
}

const platforms = { linux: 'linux', win32: 'win32', darwin: 'darwin' } as const
const platformOf = (platform: NodeJS.Platform): AdapterState['platform'] =>
  platform in platforms ? platforms[platform as keyof typeof platforms] : 'other'

type Opened = ReturnType<typeof openNoble>
type Up =
  | { readonly kind: 'up'; readonly radio: Opened }
  /** `held`: the library has got hold of the adapter all the same, and cannot let go of it. */
  | { readonly kind: 'lacking'; readonly lacking: Lacking; readonly held: boolean }

const bringUp = async (name: string): Promise<Up> => {
  const failed = (words: string, held: boolean): Up => ({ kind: 'lacking', lacking: lackOf(words), held })
  try {
    const library = loadLibrary(name)
    const radio = openNoble(library)
    const { promise, resolve } = Promise.withResolvers<Up>()
    let last = 'unknown'
    library.on('warning', (words: string) => resolve(failed(words, false)))
    library.on('stateChange', (state: string) => {
      last = state
      if (state === 'unauthorized' || state === 'unsupported') resolve(failed(state, true))
    })
    radio.onReady((ready) => ready && resolve({ kind: 'up', radio }))
    const slow = setTimeout(() => resolve(failed(last, true)), upWithin)
    const up = await promise
    clearTimeout(slow)
    return up
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error), false)
  }
}

/**
 * The life of one adapter in this process: waited for, opened when it is there, and over when it is gone. The library
 * cannot let go of what it is bound to, so whatever comes next is another process's.
 */
export const openAdapter = ({ machine, say, opened, over }: Wanted) => {
  let chosen: string | null | undefined
  let life: 'waiting' | 'opening' | 'up' | 'over' = 'waiting'
  let mine: string | null = null
  /** What it was bound to first, the library stays bound to. */
  let loaded = false
  let radio: Opened | null = null
  let lacking: Lacking | null = null
  let said = ''

  const isOver = (): boolean => life === 'over'

  const tell = (adapters: readonly Adapter[]): void => {
    const state: AdapterState = {
      ready: life === 'up',
      lacks: lacking?.lacks ?? null,
      detail: lacking?.detail ?? '',
      platform: platformOf(machine.platform),
      adapters: adapters.slice(0, 32),
      chosen: mine ?? chosen ?? null,
    }
    const text = JSON.stringify(state)
    if (text === said) return
    said = text
    say(state)
  }
  const end = (why: 'gone' | 'other', left: Lacking | null): void => {
    if (life === 'over') return
    life = 'over'
    lacking = left
    tell(adaptersOf(machine))
    over(why)
  }

  const open = async ({ name }: Adapter): Promise<void> => {
    mine = name
    lacking = lackBefore(machine, name)
    if (lacking !== null) return
    life = 'opening'
    loaded = true
    const up = await bringUp(name)
    // Another one was chosen meanwhile.
    if (isOver()) return
    if (up.kind === 'lacking') {
      life = 'waiting'
      lacking = up.lacking
      if (up.held) end('gone', up.lacking)
      return
    }
    life = 'up'
    tell(adaptersOf(machine))
    up.radio.onReady((ready) => !ready && end('gone', { lacks: 'noAdapter', detail: name }))
    radio = up.radio
    opened(up.radio)
  }
  const look = async (): Promise<void> => {
    if (chosen === undefined || life === 'opening' || life === 'over') return
    const adapters = adaptersOf(machine)
    if (life === 'up') {
      if (adapters.some(({ name }) => name === mine)) tell(adapters)
      else radio?.gone()
      return
    }
    const wanted = chosen === null ? adapters[0] : adapters.find(({ name }) => name === chosen)
    if (wanted === undefined) {
      mine = null
      lacking = { lacks: 'noAdapter', detail: chosen ?? '' }
    } else await open(wanted)
    tell(adaptersOf(machine))
  }
  const timer = setInterval(() => void look(), lookEvery)

  return {
    choose: (name: string | null): void => {
      chosen = name
      if (loaded && name !== null && name !== mine) end('other', null)
      else void look()
    },
    close: (): void => clearInterval(timer),
  }
}
