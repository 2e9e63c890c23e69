import { useEffect, useEffectEvent, useState } from 'react'
import type { CallAnswer, CallArgs } from '../../src-preload/contract/contract.ts'
import { call } from './bridge.ts'
import { share } from './delta.ts'
import { useCore } from './hooks.ts'
import { useFeed } from './store.ts'

/** Long lists of access: asked for by what shows them. */
type Asked = 'whoMayOpen' | 'handsets' | 'reviews' | 'trust'

export type Fresh<C extends Asked> = {
  /** The newest answer; null until the first has come. */
  readonly answer: CallAnswer<C> | null
  /** The newest question was not answered: what stands here is from before. */
  readonly isStale: boolean
}

/** Leases and codes end without an entry; an end is seen at the latest so much after it. */
const againEveryMs = 10_000

/** What core answers, asked anew with every change of access and each ten seconds. */
export const useFresh = <C extends Asked>(name: C, args: CallArgs<C>): Fresh<C> => {
  const [fresh, setFresh] = useState<Fresh<C>>({ answer: null, isStale: false })
  const stand = useFeed((feed) => feed.access.stand)
  const core = useCore()
  const about = JSON.stringify(args)
  const load = useEffectEvent((isCurrent: () => boolean) => {
    call(name, args).then(
      (answer) => {
        if (isCurrent()) setFresh((before) => ({ answer: share(before.answer, answer), isStale: false }))
      },
      () => {
        if (isCurrent()) setFresh((before) => ({ ...before, isStale: true }))
      },
    )
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these makes the last answer an old one.
  useEffect(() => {
    let isCurrent = true
    const ask = () => load(() => isCurrent)
    ask()
    const timer = setInterval(ask, againEveryMs)
    return () => {
      isCurrent = false
      clearInterval(timer)
    }
  }, [name, about, stand, core])
  return fresh
}
