import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fromCentre } from '../../../src-domain/wire/protocol.ts'
import { openRelay, type Relay } from '../../build/relay.ts'
import { openConsole, type Started, startCentre, tempFolder } from '../centre/harness.ts'
import { type Desk, noFaults, openDesk, tempProfile } from './desk.ts'

let folder = tempFolder()
let profile = tempProfile()
let started: Started
let relay: Relay
let desk: Desk
beforeEach(async () => {
  folder = tempFolder()
  profile = tempProfile()
  started = await startCentre(folder.folder)
  relay = await openRelay(started.url, '/console')
  desk = openDesk({ url: relay.url, profile: profile.profile })
})
afterEach(async () => {
  await desk.stop()
  await relay.close()
  await started.centre.close()
  folder.remove()
  profile.remove()
  noFaults(started)
})

/** Strikes the key off that signs; resolves when the desk has stored all of it. */
const strikeOff = async (): Promise<void> => {
  await desk.until('connected', (s) => s.health?.link === 'connected' && s.health.storedSeq > 0)
  const other = await openConsole(started.url, 'desk-2')
  const session = await other.signIn('p-eva')
  const args = { keyId: started.centre.keys.keyId, reason: 'lost', note: '' }
  expect(await other.command(session, 'strikeOffKey', args)).toMatchObject({ ok: true })
  other.close()
}

describe('a console whose centre strikes a key off', () => {
  it('hears of the new key before anything that it signed, and raises no banner', async () => {
    const struck = started.centre.keys.keyId
    const passed: string[] = []
    let signedAnew: () => void = () => undefined
    const signed = new Promise<void>((resolve) => {
      signedAnew = resolve
    })
    relay.centreSays = (name, body) => {
      const isNew = name === 'checkpoint' && fromCentre.checkpoint.parse(body).keyId !== struck
      if (name === 'keys' || isNew) passed.push(name)
      if (isNew) signedAnew()
      return { pass: body }
    }
    await strikeOff()
    await signed
    const before = desk.seen.order.length
    await desk.until('a later word', (s) => s.order.length > before && s.health?.storedSeq === headSeq())
    expect(passed).toEqual(['keys', 'checkpoint'])
    expect(desk.seen.health?.chainBroken).toBeNull()
  })

  it('raises the banner where something is signed by a key that it was not told of', async () => {
    relay.centreSays = (name, body) => (name === 'keys' ? 'drop' : { pass: body })
    await strikeOff()
    await desk.until('the banner', (s) => s.health?.chainBroken !== null)
    expect(desk.seen.health?.chainBroken).toMatchObject({ fault: 'checkpointSignature' })
  })
})

const headSeq = () => started.centre.journal.head().seq
