import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openStore } from '../../../src-centre/store/store.ts'
import { openReceiver, type Receiver } from '../../build/receiver.ts'
import { openConsole, pressAt, tempFolder } from './harness.ts'
import { scaip } from './town.ts'

const script = fileURLToPath(new URL('fallback-process.ts', import.meta.url))
let temp = tempFolder()
let receiver: Receiver
const running: ChildProcess[] = []
beforeEach(async () => {
  temp = tempFolder()
  receiver = await openReceiver('hang')
})
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  await receiver.close()
  temp.remove()
})

const start = async (): Promise<{ child: ChildProcess; url: string }> => {
  const child = spawn(process.execPath, [script, temp.folder, '0', receiver.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.push(child)
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return { child, url: String(line) }
}
const seen = async (test: () => boolean): Promise<void> => {
  while (!test()) await new Promise((resolve) => setTimeout(resolve, 20))
}
const kept = () => {
  const store = openStore({ folder: temp.folder, practice: true })
  const [alarm] = store.rows.openAlarms()
  const said = store.entries
    .after(0, store.entries.head().seq, 1_000)
    .map(({ kind }) => kind)
    .filter((kind) => kind.startsWith('fallback.'))
  store.close()
  return { alarm, said }
}

it('a centre killed between the step and its delivery tells outside all the same, by the same key', async () => {
  const first = await start()
  await pressAt(first.url, scaip(1))
  // Somebody outside has been asked and has not said that they have it.
  await seen(() => receiver.alarms().length === 1)
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  expect(kept()).toMatchObject({
    alarm: { fallback: { state: 'sent' } },
    said: ['fallback.sent'],
  })

  receiver.set(204)
  const second = await start()
  await seen(() => receiver.alarms().length === 2)
  const [before, after] = receiver.alarms()
  expect(after).toMatchObject({ key: before?.key, message: before?.message, isSigned: true })
  const desk = await openConsole(second.url, 'desk-1')
  await desk.resume()
  await desk.until(() => desk.entries().some(({ kind }) => kind === 'fallback.accepted'))
  desk.close()
  second.child.kill('SIGKILL')
  await once(second.child, 'exit')
  expect(kept().said).toEqual(['fallback.sent', 'fallback.accepted'])
})
