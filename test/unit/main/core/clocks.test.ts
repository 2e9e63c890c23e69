import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { hour, second } from '../../../../src-domain/time.ts'
import { clocksFor } from '../../../../src-main/core/clocks.ts'

const file = join(tmpdir(), `vaktrom-clock-${process.pid}`)
afterEach(() => rmSync(file, { force: true }))
const off = (practice: boolean) => clocksFor({ practice }, file).wall() - Date.now()

it('a practice console can be given a clock that is off; a live one never', () => {
  writeFileSync(file, `${hour}`)
  expect(Math.abs(off(true) - hour)).toBeLessThan(second)
  expect(Math.abs(off(false))).toBeLessThan(second)
  writeFileSync(file, `${-hour}`)
  expect(Math.abs(off(true) + hour)).toBeLessThan(second)
})

it('durations do not come from it', () => {
  writeFileSync(file, '0')
  const { mono } = clocksFor({ practice: true }, file)
  const before = mono()
  writeFileSync(file, `${hour}`)
  expect(mono() - before).toBeLessThan(10 * second)
})
