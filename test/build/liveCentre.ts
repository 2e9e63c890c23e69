import { type ChildProcess, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { secretOf } from '../integration/centre/harness.ts'
import { townRows } from '../integration/centre/town.ts'
import type { Issued } from './certificates.ts'

export type LiveCentre = {
  readonly url: string
  /** What it wrote to standard output and standard error. */
  readonly said: () => string
  readonly stop: () => Promise<void>
}

type Wanted = {
  readonly folder: string
  readonly tls: Issued
  readonly port?: number
  /** Beside `desk-1`, which reads everything. */
  readonly workplaces?: readonly object[]
}

/** What `npm run centre -- --config FILE` runs, on a small town, behind TLS. */
export const startLiveCentre = async ({
  folder,
  tls,
  port = 0,
  workplaces = [],
}: Wanted): Promise<LiveCentre> => {
  const at = (name: string): string => join(folder, name)
  const write = (name: string, text: string): string => {
    writeFileSync(at(name), text, { mode: 0o600 })
    return at(name)
  }
  const config = {
    centreId: 'fjordvik-live',
    municipality: 'fjordvik',
    data: at('data'),
    host: '127.0.0.1',
    port,
    tls: { cert: write('cert.pem', tls.cert), key: write('key.pem', tls.key) },
    workplaces: [{ id: 'desk-1', secret: secretOf('desk-1') }, ...workplaces],
    adapters: [{ id: 'receiver', kind: 'intake', secret: secretOf('receiver') }],
    registry: write(
      'registry.jsonl',
      townRows(3)
        .map((row) => JSON.stringify(row))
        .join('\n'),
    ),
  }
  const file = write('centre.jsonc', JSON.stringify(config))
  const child = spawn(process.execPath, ['src-centre/index.ts', '--config', file], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
  const url = await listening(child, () => said)
  return {
    url,
    said: () => said,
    stop: async () => {
      if (child.exitCode !== null) return
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await gone
    },
  }
}

const first = z.object({ kind: z.literal('listening'), url: z.url() })

const listening = (child: ChildProcess, said: () => string): Promise<string> =>
  new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the centre ended with ${code}: ${said()}`)))
    if (child.stdout === null) throw new Error('a child without output')
    createInterface({ input: child.stdout }).once('line', (line) =>
      resolve(first.parse(JSON.parse(line)).url),
    )
  })
