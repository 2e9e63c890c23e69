import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type RegistryTable, registryTables } from '../src-domain/registry/rows.ts'
import { type Centre, openCentre } from './centre.ts'
import { clockSet, systemClock } from './clock.ts'
import type { CentreConfig } from './config.ts'
import { faultTo, type Log } from './log.ts'
import type { RegistryPut } from './practice-port.ts'
import { registryPut } from './registryPut.ts'

/** A live centre by its configuration; throws with a sentence for people where it cannot start. */
export const openLive = async (config: CentreConfig, log: Log): Promise<Centre> => {
  const rows = config.registry === undefined ? [] : readRegistry(config.registry)
  const centre = openCentre({
    folder: config.data,
    keyFile: config.keyFile,
    signingFolder: config.signingFolder,
    centreId: config.centreId,
    municipality: config.municipality,
    practice: false,
    limits: config.desks,
    clock: systemClock(faultTo(log, 'timer'), clockSet(log)),
    log,
    fallback: config.fallback,
    tls: config.tls && {
      cert: readFileSync(config.tls.cert, 'utf8'),
      key: readFileSync(config.tls.key, 'utf8'),
    },
  })
  await centre.journal.write(() => {
    const { credentials } = centre.store
    credentials.retain([
      ...config.workplaces.map(({ id }) => ({ kind: 'workplace' as const, id })),
      ...config.adapters.map(({ id, kind }) => ({ kind, id })),
    ])
    for (const w of config.workplaces)
      credentials.put('workplace', w.id, w.secret, w.personal, {
        reads: w.reads,
        municipalities: w.municipalities ?? null,
      })
    for (const a of config.adapters) credentials.put(a.kind, a.id, a.secret, false)
  })
  await centre.putRegistry(rows)
  return centre
}

const line = z.object({ table: z.enum(Object.keys(registryTables) as [RegistryTable]), row: z.unknown() })

/** Read whole before anything is put: a file with one bad line changes nothing. */
export const readRegistry = (path: string): RegistryPut[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((text, index) => {
      if (text.trim() === '') return []
      try {
        const { table, row } = line.parse(JSON.parse(text))
        return [registryPut(table, row)]
      } catch (error) {
        throw new Error(`${path}:${index + 1}: cannot be read`, { cause: error })
      }
    })
