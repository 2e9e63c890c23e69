import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { knownVersion } from '../src-domain/access/doorsBehind.ts'
import { isSigned } from '../src-domain/hardware/rows.ts'
import { ok, refuse } from '../src-domain/result.ts'
import type { Ms } from '../src-domain/time.ts'
import type { AskAnswer, AskArgs } from '../src-domain/wire/protocol.ts'
import { type Centre, openCentre } from './centre.ts'
import type { CentreClock } from './clock.ts'
import type { FallbackConfig } from './fallback/config.ts'
import { centreSays } from './journal/journal.ts'
import type { Log } from './log.ts'
import type { Listening } from './parent.ts'
import type {
  OpenPractice,
  PracticeCentre,
  PracticeControl,
  PracticePort,
  RegistryPut,
  ToldSecret,
} from './practice-port.ts'
import { writeSecretFile } from './store/keyFile.ts'

export type PracticeRun = {
  readonly folder: string
  readonly port: number
  readonly seed: number
  readonly residents: number
  readonly speed: number
  readonly scenario: string | null
  readonly clock: CentreClock
  readonly log: Log
  /** Off unless somebody wants to see what would have gone outside. */
  readonly fallbackUrl?: string | undefined
  readonly open: OpenPractice
}
export type RunningPractice = {
  readonly centre: Centre
  readonly listening: Listening
  readonly close: () => Promise<void>
}

/** The reference centre with a made-up municipality around it, over the same wire as a live one. */
export const runPractice = async (run: PracticeRun): Promise<RunningPractice> => {
  const { clock, log } = run
  const practice = await run.open({
    seed: run.seed,
    residents: run.residents,
    speed: run.speed,
    scenario: run.scenario,
    now: clock.now,
  })
  const rows = [...practice.registryRows()]
  const workplaceIds = rows.flatMap((r) => (r.table === 'workplace' ? [r.row.id] : []))
  const centre = openCentre({
    folder: run.folder,
    centreId: 'practice',
    municipality: municipalityOf(rows),
    practice: true,
    clock,
    log,
    fallback: run.fallbackUrl === undefined ? undefined : practiceHook(run.fallbackUrl),
  })
  const secret = secretsOf(run.folder)
  const adapters = practice.adapters().map((a) => ({ ...a, secret: secret(`${a.kind}/${a.adapterId}`) }))
  const workplaces = workplaceIds.map((workplaceId) => ({
    workplaceId,
    secret: secret(`workplace/${workplaceId}`),
  }))
  await centre.putRegistry(rows)
  await fillAccounts(centre, practice)
  await centre.journal.write(() => {
    for (const w of workplaces) centre.store.credentials.put('workplace', w.workplaceId, w.secret, true)
    for (const a of adapters) centre.store.credentials.put(a.kind, a.adapterId, a.secret, false)
  })
  let control: PracticeControl | null = null
  const crews: ((told: ToldSecret) => void)[] = []
  centre.surround({
    travel: practice.travel,
    map: practice.map,
    secretTold: (told) => {
      for (const hear of crews) hear(told)
    },
    instruct: (asked) => instruct(practice, control, asked),
  })
  const { url, port } = await centre.listen(run.port, '127.0.0.1')
  control = await practice.start({
    url,
    authority: centre.keys.authority,
    trustListOf: (doorId) => trustListOf(centre, doorId),
    adapters,
    keypadKey: centre.keypads.keyOf,
    serviceKey: centre.serviceKeys.keyOf,
    signingKeys: () => centre.keys.trust.map(({ publicKey }) => publicKey),
    takeBack: (units) => takeBack(centre, clock.now(), units),
    writeBenchFile: (text) => writeSecretFile(join(run.folder, 'bench.json'), text),
    onSecret: (listener) => void crews.push(listener),
    putSharedCodes: centre.putSharedCodes,
    putRegistry: centre.putRegistry,
    waiting: () => centre.store.rows.openAlarms().filter((alarm) => alarm.ownerId === null).length,
  })
  const started = control
  return {
    centre,
    listening: {
      kind: 'listening',
      url,
      port,
      centreId: 'practice',
      journalId: centre.store.journalId,
      workplaces,
    },
    close: async () => {
      await started.close()
      await centre.close()
    },
  }
}

/** Its secret is no secret: nobody is real. */
const practiceHook = (url: string): FallbackConfig => ({
  kind: 'webhook',
  url,
  secret: 'the-secret-of-the-practice-centre-hook',
  timeoutSeconds: 10,
  testHours: 24,
})

/** The same after each start, so that a console goes on where a killed centre left it; nobody can guess them. */
const secretsOf = (folder: string) => {
  const key = readFileSync(join(folder, 'centre.key'), 'utf8')
  return (name: string): string =>
    createHmac('sha256', key).update(`vaktrom-practice/1\n${name}`).digest('base64url')
}

const fillAccounts = async (centre: Centre, practice: PracticePort): Promise<void> => {
  const missing = practice.accounts().filter(({ personId }) => !centre.store.accounts.find(personId))
  await Promise.all(missing.map(({ personId, pin }) => centre.signIn.setPin(personId, pin)))
}

/** A lock remembers its list; practice makes its locks anew at each start, with what they held. */
const trustListOf = ({ keys, store }: Centre, doorId: string): string => {
  const held = keys.listAt(knownVersion(store.rows.load('doorTrust', doorId)))
  if (!held) throw new Error('no signing key is left of those that the doors were fitted with')
  return held.list
}

/** One that somebody signed for comes back from its next door; one that waits for its test is here already. */
const takeBack = async (
  { store, journal }: Centre,
  now: Ms,
  units: Parameters<PracticeCentre['takeBack']>[0],
): Promise<void> => {
  const came = units.filter(({ lockId }) => {
    const row = store.rows.load('stock', lockId)
    return row === undefined || isSigned(row)
  })
  await journal.write(() =>
    journal.append(
      came.map((payload) => ({ kind: 'hardware.returned', caseId: null, payload })),
      centreSays(now, 'practice'),
    ),
  )
}

const instruct = async (
  practice: PracticePort,
  control: PracticeControl | null,
  asked: AskArgs<'practice'>,
): Promise<AskAnswer<'practice'>> => {
  if (!control) return refuse('centreAway')
  if (asked.do === 'start') {
    const started = await control.startScenario(asked.scenario)
    if (!started.ok) return started
  }
  if (asked.do === 'stop') await control.stopScenario()
  if (asked.do === 'speed') control.setSpeed(asked.factor)
  return ok({
    scenarios: [...control.scenarios],
    running: control.running(),
    speed: control.speed(),
    people: practice.accounts().map(({ personId, pin }) => ({ personId, pin })),
  })
}

const municipalityOf = (rows: readonly RegistryPut[]): string => {
  for (const { table, row } of rows) if (table === 'municipality') return row.id
  throw new Error('the practice town has no municipality')
}
