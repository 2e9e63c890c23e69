import { useEffect, useState } from 'react'
import type { CallAnswer } from '../../src-preload/contract/contract.ts'
import { call } from './bridge.ts'
import { useHealth } from './hooks.ts'

export type Person = CallAnswer<'people'>['people'][number]

/** People come from the centre: asked again until it has told them. */
const askAgainMs = 2_000

/** Everybody who may sit at a desk. */
export const usePeople = (): readonly Person[] => {
  const [people, setPeople] = useState<readonly Person[]>([])
  const isReplicaEmpty = (useHealth()?.storedSeq ?? 0) === 0
  const isEmpty = people.length === 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was stored anew may hold the people.
  useEffect(() => {
    let isCurrent = true
    const load = () =>
      call('people', {}).then(
        ({ people: known }) => {
          if (isCurrent) setPeople(known.filter((person) => person.role !== 'responder'))
        },
        // Core is away; it is asked again below.
        () => undefined,
      )
    void load()
    if (!isEmpty) return
    const timer = setInterval(() => void load(), askAgainMs)
    return () => {
      isCurrent = false
      clearInterval(timer)
    }
  }, [isEmpty, isReplicaEmpty])
  return people
}

/** The PIN of a made-up person; null for a real one, and until it is known. */
export const usePracticePin = (personId: string | null): string | null => {
  const isPractice = useHealth()?.practice ?? false
  const [known, setKnown] = useState<{ readonly of: string; readonly pin: string | null } | null>(null)
  useEffect(() => {
    if (!isPractice || personId === null) return
    let isCurrent = true
    call('people', {}).then(
      ({ people }) => {
        const pin = people.find(({ id }) => id === personId)?.pin ?? null
        if (isCurrent) setKnown({ of: personId, pin })
      },
      // Without it somebody who practises has to remember it.
      () => undefined,
    )
    return () => {
      isCurrent = false
    }
  }, [isPractice, personId])
  return known?.of === personId ? known.pin : null
}
