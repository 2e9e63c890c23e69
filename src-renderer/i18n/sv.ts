import { accessSv } from './access/sv.ts'
import { alarmSv } from './alarm/sv.ts'
import { askedSv } from './asked/sv.ts'
import { benchSv } from './bench/sv.ts'
import { caseSv } from './case/sv.ts'
import { deskSv } from './desk/sv.ts'
import { practiceSv } from './practice/sv.ts'
import { stateSv } from './state/sv.ts'
import { supervisionSv } from './supervision/sv.ts'
import type { Words } from './words.ts'

export const sv: Words = {
  language: 'Svenska',
  ...deskSv,
  ...stateSv,
  ...alarmSv,
  ...caseSv,
  ...accessSv,
  ...supervisionSv,
  ...askedSv,
  ...practiceSv,
  bench: benchSv,
}
