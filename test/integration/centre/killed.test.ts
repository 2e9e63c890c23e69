import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { brokenAt, centreTime, openConsole, openIntake, secretOf, tempFolder } from './harness.ts'
import { scaip, townRows, workplaces } from './town.ts'

/** A live centre in a process of its own, killed as hard as can be. */
const residents = 60
const listening = z.object({ kind: z.literal('listening'), url: z.string() })

let temp = tempFolder()
let config = ''
const running: ChildProcess[] = []
beforeEach(() => {
  temp = tempFolder()
  config = join(temp.folder, 'centre.jsonc')
  const registry = join(temp.folder, 'registry.jsonl')
  writeFileSync(
    registry,
    townRows(residents)
      .map((row) => JSON.stringify(row))
      .join('\n'),
  )
  writeFileSync(
    config,
    JSON.stringify({
      centreId: 'test',
      municipality: 'fjordvik',
      data: join(temp.folder, 'data'),
      port: 0,
      workplaces: workplaces.map((id) => ({ id, secret: secretOf(id) })),
      adapters: [{ id: 'receiver', kind: 'intake', secret: secretOf('receiver') }],
      registry,
    }),
  )
})
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  temp.remove()
})

const start = async (): Promise<{ child: ChildProcess; url: string }> => {
  const child = spawn(process.execPath, ['src-centre/index.ts', '--config', config], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.push(child)
  if (!child.stdout) throw new Error('no output')
  const [line] = await once(createInterface(child.stdout), 'line')
  return { child, url: listening.parse(JSON.parse(String(line))).url }
}

it('killed in the middle of a storm, a centre has every alarm that it acknowledged, in a whole chain', async () => {
  const first = await start()
  const desk = await openConsole(first.url, 'desk-1')
  await desk.resume()
  const intake = await openIntake(first.url)
  const acknowledged: string[] = []
  const storm = Array.from({ length: 600 }, (_, i) => {
    const ref = `s${i}`
    return intake
      .send('scaip', { raw: scaip((i % residents) + 1, { ref }), at: centreTime(Date.now()) })
      .then(
        (answer) => {
          if (JSON.stringify(answer).includes('<snu>0</snu>')) acknowledged.push(ref)
          if (acknowledged.length === 200) first.child.kill('SIGKILL')
        },
        () => undefined,
      )
  })
  await once(first.child, 'exit')
  intake.close()
  await Promise.all(storm)
  const stored = desk.entries().at(-1)
  desk.close()
  if (!stored) throw new Error('nothing came')

  const second = await start()
  const again = await openConsole(second.url, 'desk-1')
  expect(await again.resume(stored)).toMatchObject({ ok: true, value: { mode: 'continue' } })
  await again.until(() => again.live.some((e) => e.kind === 'workplace.connected'))
  const begun = again.live[0]?.seq ?? 0
  await again.until(() => again.history.length === begun - 1 - stored.seq)
  const all = [...desk.entries(), ...again.entries()]
  expect(brokenAt(all)).toBeNull()
  const refs = new Set(all.flatMap((e) => /"ref":"(s\d+)"/.exec(e.payload)?.[1] ?? []))
  expect(acknowledged.length).toBeGreaterThanOrEqual(200)
  expect(acknowledged.filter((ref) => !refs.has(ref))).toEqual([])
  again.close()
}, 60_000)

it('does not start on a configuration that it cannot read, and says file, line and key', async () => {
  writeFileSync(config, '{\n  "centreId": "test",\n  "prot": 1\n}')
  const child = spawn(process.execPath, ['src-centre/index.ts', '--config', config], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  running.push(child)
  const exited = once(child, 'exit')
  if (!child.stderr) throw new Error('no output')
  const [line] = await once(createInterface(child.stderr), 'line')
  expect(String(line)).toMatch(/centre\.jsonc:\d: \w+/)
  expect((await exited)[0]).toBe(2)
})
