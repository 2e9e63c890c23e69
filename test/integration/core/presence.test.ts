import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openRelay, type Relay } from '../../build/relay.ts'
import { pressAt, type Started, startCentre, tempFolder } from '../centre/harness.ts'
import { pinOf, scaip } from '../centre/town.ts'
import { type Desk, noFaults, openDesk, type Seen, tempProfile } from './desk.ts'

let folder = tempFolder()
let profiles = [tempProfile(), tempProfile()]
let started: Started
let relay: Relay
let ida: Desk
let jon: Desk
let caseId = ''
beforeEach(async () => {
  folder = tempFolder()
  profiles = [tempProfile(), tempProfile()]
  started = await startCentre(folder.folder)
  relay = await openRelay(started.url, '/console')
  const [one, two] = profiles.map(({ profile }) => profile)
  ida = openDesk({ url: relay.url, profile: one ?? '' })
  jon = openDesk({ url: started.url, profile: two ?? '', workplaceId: 'desk-2' })
  for (const desk of [ida, jon]) await desk.until('the registry', (s) => s.homes.size === 5)
  await Promise.all([ida.signIn('p-ida', pinOf('p-ida')), jon.signIn('p-jon', pinOf('p-jon'))])
  await pressAt(started.url, scaip(1))
  await Promise.all([ida, jon].map((desk) => desk.until('the alarm', (s) => s.alarms.size === 1)))
  caseId = [...ida.seen.alarms.keys()][0] ?? ''
})
afterEach(async () => {
  await Promise.all([ida.stop(), jon.stop()])
  await relay.close()
  await started.centre.close()
  folder.remove()
  for (const { remove } of profiles) remove()
  noFaults(started)
})

const also = ({ alarms }: Seen): string => (alarms.get(caseId)?.also ?? []).map(({ name }) => name).join()
const sees = (desk: Desk, names: string) =>
  desk.until(`also open: ${names === '' ? 'nobody' : names}`, (s) => also(s) === names)
const opens = async (desk: Desk, id: string | null = caseId): Promise<void> => {
  await desk.call('openCase', { caseId: id })
}

describe('who has which case open', () => {
  it('is seen by the others at the row and in the case, never by oneself, and gone when it is left', async () => {
    await opens(ida)
    await sees(jon, 'Ida Holm')
    await opens(jon)
    await jon.until('in the case', (s) => s.case?.alarm.also[0]?.name === 'Ida Holm')
    await sees(ida, 'Jon Vik')
    expect(also(jon.seen)).toBe('Ida Holm')
    await opens(ida, null)
    await sees(jon, '')
    await sees(ida, 'Jon Vik')
  })

  it('is gone with the console, and there again when it is back', async () => {
    await opens(ida)
    await opens(jon)
    await Promise.all([sees(jon, 'Ida Holm'), sees(ida, 'Jon Vik')])
    relay.setOpen(false)
    await sees(jon, '')
    // Who looks at what while the centre is away is not known.
    await sees(ida, '')
    relay.setOpen(true)
    await Promise.all([sees(jon, 'Ida Holm'), sees(ida, 'Jon Vik')])
  })

  it('is gone with the session, and nobody who is signed out sees it', async () => {
    await opens(ida)
    await sees(jon, 'Ida Holm')
    await jon.call('signOut', {})
    await sees(jon, '')
    await jon.signIn('p-jon', pinOf('p-jon'))
    await sees(jon, 'Ida Holm')
    await ida.call('signOut', {})
    await sees(jon, '')
  })

  it('is in no journal', async () => {
    const before = started.centre.journal.head().seq
    await opens(ida)
    await sees(jon, 'Ida Holm')
    await opens(ida, null)
    await sees(jon, '')
    const { store, journal } = started.centre
    const since = store.entries.after(before, journal.head().seq, 1_000).map(({ kind }) => kind)
    expect(since.filter((kind) => kind !== 'probe.raised' && kind !== 'alarm.presented')).toEqual([])
  })
})
