import { hour, type Ms, minute } from '../../src-domain/time.ts'
import type { FallbackMessage } from '../../src-domain/wire/fallback.ts'
import { every } from '../clock.ts'
import { centreSays } from '../journal/journal.ts'
import { faultWords } from '../log.ts'
import { newId } from '../store/store.ts'
import type { FallbackPort } from './deliveries.ts'
import type { Hook, Told } from './told.ts'
import { newTries } from './tries.ts'

/** How often it is asked whether a test is due. */
const lookEvery: Ms = minute
/** After a failure: somebody may be putting it right just now. */
const againAfter: Ms = 10 * minute

export type ProofPort = FallbackPort & { readonly municipality: string; readonly testHours: number }

/** One test delivery, and what came of it in the journal. */
export const tryFallback = async (port: ProofPort, hook: Hook, given: AbortSignal): Promise<Told> => {
  const { centreId, clock, journal, municipality } = port
  const deliveryId = newId()
  const message: FallbackMessage = {
    v: 1,
    deliveryId,
    centreId,
    municipality,
    test: true,
    at: clock.now(),
  }
  const result = await hook(message, 1, given)
  if (given.aborted) return result
  const ended = result.ok ? { why: null, code: null } : { why: result.why, code: result.code }
  await journal.write(() =>
    journal.append(
      [{ kind: 'fallback.tested', caseId: null, payload: { deliveryId, ...ended } }],
      centreSays(clock.now(), centreId),
    ),
  )
  return result
}

/** The centre proves that it is heard outside: a hook that fails when somebody needs it has failed long before. */
export const startProof = (port: ProofPort): { readonly close: () => Promise<void> } => {
  const { clock, hook, log, store } = port
  const tries = newTries(clock)
  const isDue = (): boolean => {
    const last = store.rows.load('fallback', 'fallback')
    // What has not been set up until now cannot have been tried.
    if (!last || last.why === 'notConfigured') return true
    return clock.since(last.at) >= (last.why === null ? port.testHours * hour : againAfter)
  }
  const look = () => {
    if (!hook || port.testHours === 0 || !isDue()) return
    tries.run('test', () =>
      tryFallback(port, hook, tries.given).then(
        (result) => {
          if (!result.ok) log('warn', 'fallbackTestFailed', { why: result.why, code: result.code })
        },
        (error: unknown) => log('error', 'fault', { name: 'fallbackTest', ...faultWords(error) }),
      ),
    )
  }
  const stop = every(clock, lookEvery, look)
  look()
  return {
    close: () => {
      stop()
      return tries.close()
    },
  }
}
