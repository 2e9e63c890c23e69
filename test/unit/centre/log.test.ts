import { expect, it } from 'vitest'
import { z } from 'zod'
import { faultWords } from '../../../src-centre/log.ts'

const thrownBy = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

it.each<[string, unknown]>([
  ['a parser', thrownBy(() => JSON.parse('Turid Aas'))],
  ['a schema', thrownBy(() => z.strictObject({}).parse({ Turid: 'Aas' }))],
  ['a reader of fields', new TypeError("Cannot read properties of null (reading 'Turid')")],
  ['a sentence of ours', new Error('there is no "Turid Aas"\nin `Turid\'s town`')],
  ['what is no error', 'Turid Aas'],
])('a fault of %s quotes nobody', (_whose, error) => {
  expect(JSON.stringify(faultWords(error))).not.toMatch(/Turid|Aas/)
})

it('a fault says what broke and where', () => {
  expect(faultWords(new RangeError('too many doors'))).toMatchObject({
    error: 'RangeError',
    message: 'too many doors',
    frames: expect.stringMatching(/log\.test\.ts/),
  })
})
