import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io } from 'socket.io-client'
import { v7 } from 'uuid'
import { z } from 'zod'
import { type CentreClock, systemClock } from '../../../src-centre/clock.ts'
import { openPractice } from '../../../src-centre/practice/index.ts'
import { type RunningPractice, runPractice } from '../../../src-centre/practice-centre.ts'
import type { CommandArgs, CommandName } from '../../../src-domain/command/command.ts'
import type { Fact, FactOf, Kind } from '../../../src-domain/journal/kinds.ts'
import { minute } from '../../../src-domain/time.ts'
import { type AskArgs, consoleNamespace, protocolVersion } from '../../../src-domain/wire/protocol.ts'

/** A real centre with its practice around it, and somebody at a desk who speaks over the wire. */
export type Desk = {
  readonly run: RunningPractice
  /** Begins a scenario from the instructor's panel; `facts` and `until` then know nothing of what was before. */
  readonly play: (scenario: string) => Promise<void>
  readonly facts: () => readonly Fact[]
  /** The first fact of a kind for which the test holds, past or to come. */
  readonly until: <K extends Kind>(kind: K, test?: (fact: FactOf<K>) => boolean) => Promise<FactOf<K>>
  readonly instruct: (asked: AskArgs<'practice'>) => Promise<unknown>
  readonly command: <N extends CommandName>(name: N, args: CommandArgs<N>) => Promise<unknown>
  /** The same by a supervisor, at the next desk. */
  readonly supervise: Desk['command']
  /** The digits that an entry of ours stands for. */
  readonly secret: (caseId: string, entryId: string) => Promise<unknown>
  readonly close: () => Promise<void>
}

const asksForPin = z.object({ error: z.object({ code: z.enum(['proveAgain', 'notSignedIn']) }) })
const signedIn = z.object({ ok: z.literal(true), value: z.object({ token: z.string() }) })

export const openDesk = async (options: {
  readonly residents: number
  readonly speed: number
  /** Everybody's; the wall's unless told. */
  readonly clock?: CentreClock
}): Promise<Desk> => {
  const clock = options.clock ?? systemClock()
  const faults: string[] = []
  const folder = mkdtempSync(join(tmpdir(), 'vaktrom-practice-'))
  const run = await runPractice({
    folder,
    port: 0,
    seed: 1,
    residents: options.residents,
    // Stands still until a scenario begins.
    speed: 0,
    scenario: 'quiet-night',
    clock,
    log: (level, what, words) => {
      if (level === 'error') faults.push(`${what} ${JSON.stringify(words)}`)
    },
    open: async (asked) => openPractice(asked, clock),
  })
  let facts: Fact[] = []
  const waiting = new Set<(fact: Fact) => void>()
  run.centre.journal.onPublished((published) => {
    for (const fact of published.facts) {
      facts.push(fact)
      for (const hear of waiting) hear(fact)
    }
  })
  const seat = run.listening.workplaces.find((w) => w.workplaceId === 'desk-1')
  if (!seat) throw new Error('no desk-1')
  const socket = io(`${run.listening.url}${consoleNamespace}`, {
    auth: { protocol: protocolVersion, ...seat },
    transports: ['websocket'],
    forceNew: true,
  })
  const instruct = (asked: AskArgs<'practice'>): Promise<unknown> =>
    socket.timeout(5_000).emitWithAck('practice', asked)
  const { value } = z
    .object({ value: z.object({ people: z.array(z.object({ personId: z.string(), pin: z.string() })) }) })
    .parse(await instruct({ do: 'list' }))
  const signIn = async (personId: string): Promise<string> => {
    const account = value.people.find((p) => p.personId === personId)
    return signedIn.parse(await socket.timeout(5_000).emitWithAck('signIn', account)).value.token
  }
  /** Somebody who says the PIN again whenever the centre asks for it: in a test's time that is often. */
  const personAt = async (personId: string) => {
    let session = await signIn(personId)
    const send = (name: string, args: unknown): Promise<unknown> =>
      socket.timeout(5_000).emitWithAck('command', {
        id: v7(),
        notAfter: clock.now() + 10 * minute,
        session,
        name,
        args,
      })
    const command: Desk['command'] = async (name, args) => {
      const answer = await send(name, args)
      if (!asksForPin.safeParse(answer).success) return answer
      session = await signIn(personId)
      return send(name, args)
    }
    return { command, session: () => session }
  }
  const operator = await personAt('operator-1')
  const supervisor = await personAt('supervisor-1')
  return {
    run,
    instruct,
    play: async (scenario) => {
      facts = []
      await instruct({ do: 'start', scenario })
      await instruct({ do: 'speed', factor: options.speed })
    },
    facts: () => facts,
    until: <K extends Kind>(kind: K, test: (fact: FactOf<K>) => boolean = () => true) =>
      new Promise<FactOf<K>>((resolve) => {
        const isIt = (fact: Fact): fact is FactOf<K> => fact.kind === kind && test(fact as FactOf<K>)
        const known = facts.find(isIt)
        if (known) return resolve(known)
        const hear = (fact: Fact) => {
          if (!isIt(fact)) return
          waiting.delete(hear)
          resolve(fact)
        }
        waiting.add(hear)
      }),
    command: operator.command,
    supervise: supervisor.command,
    secret: async (caseId, entryId) =>
      socket.timeout(5_000).emitWithAck('secret', { session: operator.session(), caseId, entryId }),
    close: async () => {
      socket.disconnect()
      await run.close()
      rmSync(folder, { recursive: true, force: true })
      if (faults.length > 0) throw new Error(`the centre found bugs of its own: ${faults.join('; ')}`)
    },
  }
}
