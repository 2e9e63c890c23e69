import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { DeskLimits } from '../../src-domain/desk/limits.ts'
import type { SmallDisk } from '../build/smallDisk.ts'
import { centreTime, openIntake, secretOf } from '../integration/centre/harness.ts'
import { scaip } from '../integration/centre/town.ts'

const script = fileURLToPath(new URL('centre-process.ts', import.meta.url))

/** A centre in a process of its own, which can be killed and comes back at the same address with what it had kept. */
export type TestCentre = {
  readonly url: string
  readonly folder: string
  /** Fills its own small disk to the last byte, and empties it; throws where it has none. */
  readonly disk: { readonly fill: () => void; readonly clear: () => void }
  /** One press of the resident with this number, 1 to 60; the answer is the `<mrs>` that the controller gets. */
  readonly press: (resident: number, ref?: string) => Promise<string>
  /** What a controller sent, as it came. */
  readonly intake: (raw: string) => Promise<string>
  /** Arguments that make a console of this workplace; `at` where it reaches the centre by another address. */
  readonly consoleArgs: (workplaceId: string, at?: string) => string[]
  /** Of the process that runs now. */
  readonly pid: () => number
  /** Has its process do something that its town knows, one at a time; resolves with what it says when it is done. */
  readonly order: (line: string) => Promise<string>
  /** What it wrote to standard output and standard error. */
  readonly said: () => string
  readonly kill: () => Promise<void>
  readonly start: () => Promise<void>
  readonly close: () => Promise<void>
}

let refs = 0
const newRef = (): string => {
  refs += 1
  return `T${process.pid}x${refs}`
}

/**
 * `waysIn`: with a block, a fire crew, keypads, keys and a private lock; see `waysTown.ts`. `crowd`: with fifty
 * workplaces more. `full`: with 50,000 locks, and a storm to order; see `test/chaos/town.ts`. `mapped`: with a map.
 * `clockFile` holds how far its machine's wall clock is off, in ms, and may be changed while it runs.
 * `small`: a disk of its own, which goes with it. `hook`: the address of its fall-back hook. `canaries`: the ways
 * in, and words that may stand in no file; see `canaryTown.ts`. `bench`: with a returned unit of each play in stock, and
 * `bench.json` in its folder; see `benchTown.ts`.
 */
export const openTestCentre = async (
  town: 'plain' | 'waysIn' | 'crowd' | 'full' | 'mapped' | 'canaries' | 'bench' = 'plain',
  {
    clockFile = '',
    small = null,
    hook = '',
    limits = {},
  }: {
    readonly clockFile?: string
    readonly small?: SmallDisk | null
    readonly hook?: string
    readonly limits?: Partial<DeskLimits>
  } = {},
): Promise<TestCentre> => {
  const folder = small?.folder ?? mkdtempSync(join(tmpdir(), 'vaktrom-e2e-centre-'))
  chmodSync(folder, 0o755)
  let running: ChildProcess | null = null
  let url = ''
  let said = ''
  const ended = (code: number | null): Error => new Error(`the centre ended with ${code}. It said:\n${said}`)
  let order: TestCentre['order'] = () => Promise.reject(new Error('it does not run'))
  const start = async (): Promise<void> => {
    const port = url === '' ? '0' : new URL(url).port
    const words = [folder, port, town, clockFile, hook, JSON.stringify(limits)]
    const child = spawn(process.execPath, [script, ...words], {
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    running = child
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
    const lines = createInterface({ input: child.stdout })
    order = (line) =>
      new Promise((resolve, reject) => {
        lines.once('line', resolve)
        child.once('exit', (code) => reject(ended(code)))
        child.stdin.write(`${line}\n`)
      })
    url = await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve)
      child.once('exit', (code) => reject(ended(code)))
    })
  }
  const kill = async (): Promise<void> => {
    const child = running
    running = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }
  const intake = async (raw: string): Promise<string> => {
    const adapter = await openIntake(url)
    try {
      const answer = await adapter.send('scaip', { raw, at: centreTime(Date.now()) })
      return JSON.stringify(answer)
    } finally {
      adapter.close()
    }
  }
  const ownDisk = (): SmallDisk => {
    if (small === null) throw new Error('this centre has no disk of its own')
    return small
  }
  await start()
  return {
    get url() {
      return url
    },
    folder,
    disk: {
      fill: () => ownDisk().fill([running?.pid ?? 0]),
      clear: () => ownDisk().clear([running?.pid ?? 0]),
    },
    said: () => said,
    intake,
    press: (resident, ref = newRef()) => intake(scaip(resident, { ref })),
    consoleArgs: (workplaceId, at = url) => {
      const file = join(folder, `${workplaceId}.jsonc`)
      const words = { url: at, workplaceId, secret: secretOf(workplaceId), municipality: 'fjordvik' }
      writeFileSync(file, JSON.stringify(words, null, 2))
      chmodSync(file, 0o644)
      return ['--practice', '--config', file]
    },
    pid: () => {
      if (running?.pid === undefined) throw new Error('the centre does not run')
      return running.pid
    },
    order: (line) => order(line),
    kill,
    start,
    close: async () => {
      await kill()
      if (small) small.close()
      else rmSync(folder, { recursive: true, force: true })
    },
  }
}
