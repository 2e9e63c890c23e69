import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openSmallDisk, type SmallDisk } from '../../build/smallDisk.ts'
import { pressAt, type Started, startCentre, tempFolder } from './harness.ts'
import { scaip } from './town.ts'

const ends: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

const answered = async (url: string, raw: string): Promise<string> => JSON.stringify(await pressAt(url, raw))
const head = ({ centre }: Started) => centre.journal.head().seq

describe('a centre whose disk is full', () => {
  const open = async (): Promise<{ disk: SmallDisk; started: Started }> => {
    const disk = openSmallDisk(6)
    ends.push(disk.close)
    const started = await startCentre(disk.folder)
    ends.push(() => started.centre.close())
    return { disk, started }
  }
  const us = [process.pid]

  it('says "busy" to a controller and never "received", tells its log once, and goes on when there is room', async () => {
    const { disk, started } = await open()
    expect(await answered(started.url, scaip(1, { ref: 'A1' }))).toContain('<snu>0</snu>')
    disk.fill(us)
    // What the write-ahead log still has room for in its last page is on disk, and rightly said to be.
    let refused = 0
    for (let n = 0; refused < 20; n++) {
      const before = head(started)
      const ref = `F${n}`
      const said = await answered(started.url, scaip(1 + (n % 5), { ref }))
      if (said.includes('<snu>0</snu>')) {
        expect(head(started)).toBeGreaterThan(before)
        continue
      }
      refused += 1
      expect(said).toContain(`<ref>${ref}</ref><snu>6</snu>`)
    }
    expect(await answered(started.url, 'no xml at all')).toContain('<snu>6</snu>')
    disk.clear(us)

    // The controller sends them again, and each rings once.
    for (let n = 0; n < 5; n++)
      expect(await answered(started.url, scaip(1 + n, { ref: `F9${n}` }))).toContain('<snu>0</snu>')
    const told = started.said.filter((line) => /disk(TakesNothing|Back)/.test(line))
    expect(told.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'error diskTakesNothing',
      'info diskBack',
    ])
    expect(started.faults.filter((line) => !line.startsWith('diskTakesNothing'))).toEqual([])
  })

  it('keeps what it said it had, and no more, through a restart', async () => {
    const disk = openSmallDisk(6)
    ends.push(disk.close)
    const started = await startCentre(disk.folder)
    const kept: string[] = []
    for (let n = 0; n < 10; n++) {
      const ref = `K${n}`
      if (n === 3) disk.fill(us)
      if ((await answered(started.url, scaip(1, { ref }))).includes('<snu>0</snu>')) kept.push(ref)
    }
    disk.clear(us)
    await started.centre.close()
    const again = await startCentre(disk.folder)
    ends.push(() => again.centre.close())
    const { entries } = again.centre.store
    const refs = entries
      .after(0, head(again), 10_000)
      .flatMap((e) => /"ref":"(K\d)"/.exec(e.payload)?.[1] ?? [])
    expect(refs).toEqual(kept)
  })
})

describe('a centre whose database is damaged', () => {
  const begun = async (): Promise<string> => {
    const { folder, remove } = tempFolder()
    ends.push(remove)
    const started = await startCentre(folder)
    await started.centre.close()
    return folder
  }
  const harm: Readonly<Record<string, (file: string) => void>> = {
    'cut short': (file) => truncateSync(file, 8_192),
    emptied: (file) => truncateSync(file, 0),
    'overwritten at its beginning': (file) => {
      const bytes = readFileSync(file)
      bytes.fill(7, 0, 4_096)
      writeFileSync(file, bytes)
    },
  }
  for (const [how, damage] of Object.entries(harm))
    it(`${how} names the file, starts nothing and leaves it alone`, async () => {
      const folder = await begun()
      const file = join(folder, 'centre.db')
      damage(file)
      const before = readFileSync(file)
      await expect(startCentre(folder)).rejects.toThrow(
        /centre\.db .*It was left as it is, and nothing was started in its place/,
      )
      expect(readFileSync(file)).toEqual(before)
    })
})
