import { z } from 'zod'
import type { PracticeAsked } from '../start/arguments.ts'
import { keepAlive } from './keepAlive.ts'

/** What the centre tells its parent: where it listens and as whom a console may come, or why it cannot. */
const fromCentre = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('listening'),
    url: z.url(),
    port: z.int().min(1).max(65_535),
    workplaces: z.array(z.object({ workplaceId: z.string(), secret: z.string() })),
  }),
  z.object({ kind: z.literal('failed'), why: z.string() }),
])

export type CentreFound =
  | { readonly ok: true; readonly url: string; readonly workplaceId: string; readonly secret: string }
  | { readonly ok: false; readonly why: string }

type CentreWanted = {
  readonly entry: string
  readonly folder: string
  readonly asked: PracticeAsked
  readonly onDeath: (death: { code: number; inARow: number }) => void
  readonly onUnreadable: (what: string) => void
}

/**
 * The embedded practice centre. The system chooses its first port; every later start gets the same one and the same
 * folder, so that consoles, which only know the address, find it again where it left off.
 */
export const startCentre = (wanted: CentreWanted) => {
  let port = 0
  let settle: (found: CentreFound) => void
  const found = new Promise<CentreFound>((resolve) => {
    settle = resolve
  })
  const hear = (message: unknown): void => {
    const parsed = fromCentre.safeParse(message)
    if (!parsed.success) wanted.onUnreadable('message of the practice centre')
    // Why a later start failed stands on stderr; it is tried again, and the windows say that the centre is away.
    else if (parsed.data.kind === 'failed') settle({ ok: false, why: parsed.data.why })
    else {
      const [workplace] = parsed.data.workplaces
      port = parsed.data.port
      if (workplace === undefined) settle({ ok: false, why: 'the practice centre knows no workplace' })
      else settle({ ok: true, url: parsed.data.url, ...workplace })
    }
  }
  const kept = keepAlive({
    name: 'Vaktrom practice centre',
    entry: wanted.entry,
    args: () => centreArguments(wanted, port),
    onStart: () => undefined,
    onMessage: hear,
    onDeath: wanted.onDeath,
  })
  return { found, pid: kept.pid, stop: (): Promise<void> => kept.stop(null, 5_000) }
}

const centreArguments = ({ folder, asked }: CentreWanted, port: number): readonly string[] => [
  '--practice',
  '--data',
  folder,
  '--port',
  `${port}`,
  ...optional('--seed', asked.seed),
  ...optional('--residents', asked.residents),
  ...optional('--speed', asked.speed),
  ...optional('--scenario', asked.scenario),
]

const optional = (name: string, value: number | string | null): readonly string[] =>
  value === null ? [] : [name, `${value}`]
