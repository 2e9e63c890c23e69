import { beforeAll, describe, expect, test } from 'vitest'
import {
  blockReasons,
  grantEnds,
  grantReasons,
  refusalCauses,
  residentGrantGivers,
  residentGrantKinds,
  revokeReasons,
  strikeReasons,
  verdicts,
} from '../../../../src-domain/access/words.ts'
import { fallbackFaults } from '../../../../src-domain/alarm/fallbackWords.ts'
import {
  alarmKinds,
  alarmStates,
  outcomes,
  returnReasons,
  takeOverReasons,
} from '../../../../src-domain/alarm/words.ts'
import { collisionKinds } from '../../../../src-domain/command/collision.ts'
import { commands } from '../../../../src-domain/command/command.ts'
import { needs } from '../../../../src-domain/registry/rows.ts'
import { refusalCodes } from '../../../../src-domain/result.ts'
import { toldKinds } from '../../../../src-renderer/features/case/toldKinds.ts'
import { en } from '../../../../src-renderer/i18n/en.ts'
import { languages, startWords, type WordsInstance } from '../../../../src-renderer/i18n/index.ts'
import { nb } from '../../../../src-renderer/i18n/nb.ts'
import { sv } from '../../../../src-renderer/i18n/sv.ts'

const leaves = (node: unknown, path: string): [string, string][] =>
  typeof node === 'string'
    ? [[path, node]]
    : Object.entries(node ?? {}).flatMap(([key, value]) =>
        leaves(value, path === '' ? key : `${path}.${key}`),
      )

const all = { nb: new Map(leaves(nb, '')), sv: new Map(leaves(sv, '')), en: new Map(leaves(en, '')) }
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}|<(\/?\w+)>/g)].map(([hole]) => hole).sort()

describe('the three languages', () => {
  test('have the same keys', () => {
    expect([...all.sv.keys()].sort()).toEqual([...all.nb.keys()].sort())
    expect([...all.en.keys()].sort()).toEqual([...all.nb.keys()].sort())
  })
  test('fill in the same words', () => {
    for (const [key, text] of all.nb) {
      expect({ key, holes: holes(all.sv.get(key) ?? '') }).toEqual({ key, holes: holes(text) })
      expect({ key, holes: holes(all.en.get(key) ?? '') }).toEqual({ key, holes: holes(text) })
    }
  })
  test('leave nothing empty but the door without a sensor', () => {
    for (const words of Object.values(all))
      expect([...words].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([
        'door.state.unknown',
      ])
  })
})

describe.each(languages)('%s', (language) => {
  let words: WordsInstance
  beforeAll(async () => {
    words = await startWords(language)
  })
  const keys = [
    ...refusalCodes.flatMap((code) => [`refusal.${code}.what`, `refusal.${code}.do`]),
    ...alarmKinds.map((kind) => `alarmKind.${kind}`),
    ...alarmStates.map((state) => `alarmState.${state}`),
    ...outcomes.map((outcome) => `outcome.${outcome}`),
    ...returnReasons.map((reason) => `returnReason.${reason}`),
    ...takeOverReasons.map((reason) => `takeOverReason.${reason}`),
    ...grantReasons.map((reason) => `grantReason.${reason}`),
    ...revokeReasons.map((reason) => `revokeReason.${reason}`),
    ...refusalCauses.flatMap((cause) => [`refusalCause.${cause}`, `refusalDo.${cause}`]),
    ...grantEnds.map((end) => `grantEnd.${end}`),
    ...verdicts.map((verdict) => `verdict.${verdict}`),
    ...blockReasons.map((reason) => `blockReason.${reason}`),
    ...strikeReasons.map((reason) => `strikeReason.${reason}`),
    ...residentGrantKinds.map((kind) => `residentGrantKind.${kind}`),
    ...residentGrantGivers.map((giver) => `residentGrantGiver.${giver}`),
    ...collisionKinds.map((kind) => `collision.${kind}`),
    ...fallbackFaults.flatMap((why) => [`fallback.why.${why}`, `fallback.short.${why}`]),
    ...needs.map((need) => `need.${need}`),
    ...Object.keys(commands).map((name) => `command.name.${name}`),
    ...toldKinds.map((kind) => `timeline.${kind}`),
  ]
  test('has words for every code that can come', () => {
    expect(keys.filter((key) => !words.exists(key))).toEqual([])
  })
})
