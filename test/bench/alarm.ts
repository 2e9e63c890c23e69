import { tmpdir } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import type { BenchDesk } from './desk.ts'
import { openDisk } from './disk.ts'
import { type Figure, figure, percentile } from './figures.ts'
import { openEyes } from './page.ts'

/** Of a screen that draws 60 times a second. */
const frame = 1_000 / 60
const goalFrames = 2
const goalFlushes = 2
/** Before each sample, so that the last one's receipts are through; varied, so that no frame is preferred. */
const quiet = () => pause(20 + Math.random() * 2 * frame)
const warmUp = 20

export type AlarmRun = {
  readonly name: string
  readonly samples: number
  readonly entriesPerSecond: number
  /** How many times the calm goal is allowed. */
  readonly allowance: number
}

/**
 * Milliseconds from the centre's commit of an alarm to its row painted; beside it, by turns, a bare Socket.IO client
 * in the same window that appends a row for a message of the same size, from its sending by the same process.
 */
export const benchAlarm = async (desk: BenchDesk, run: AlarmRun): Promise<Figure[]> => {
  const { centre } = desk
  const console = await desk.launch()
  const disk = openDisk(tmpdir())
  const ours: number[] = []
  const bare: number[] = []
  try {
    const eyes = await openEyes(console.page, centre.listening.bareUrl)
    await centre.ask({ do: 'storm', entriesPerSecond: run.entriesPerSecond })
    for (let i = -warmUp; i < run.samples; i++) {
      if (i === 0) disk.samples.length = 0
      await quiet()
      const alarm = await centre.ask({ do: 'raise' })
      const seen = (await eyes.alarm(alarm.caseId)) - alarm.at
      await quiet()
      disk.flush()
      const message = await centre.ask({ do: 'bare' })
      const bareSeen = (await eyes.bare(message.n)) - message.at
      await centre.ask({ do: 'settle' })
      if (i < 0) continue
      ours.push(seen)
      bare.push(bareSeen)
    }
    const storm = await centre.ask({ do: 'storm', entriesPerSecond: 0 })
    if (storm.entries < 0.95 * run.entriesPerSecond * storm.seconds)
      throw new Error(`${storm.entries} entries in ${storm.seconds} s are less than the run is to have`)
  } finally {
    disk.close()
    await console.close()
  }
  const flush = percentile(disk.samples, 99)
  const goal = run.allowance * (percentile(bare, 99) + goalFlushes * flush + goalFrames * frame)
  const of = (p: number, limit: { atMost: number } | null = null) =>
    figure(`alarm to painted row, ${run.name}, p${p}`, 'ms', percentile(ours, p), percentile(bare, p), limit)
  return [
    of(50),
    of(95),
    of(99, { atMost: goal }),
    figure(`write and flush of 4 KiB, ${run.name}, p99`, 'ms', flush),
  ]
}
