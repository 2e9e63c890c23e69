import { describe, expect, test } from 'vitest'
import { doorName, floorsOf, nameOfDoor } from '../../../../../src-renderer/features/case/block.ts'
import { caseView, doorView, homeIn } from '../../views.ts'

const flatDoor = (flat: string, label = 'Inngangsdør') =>
  doorView({ step: { kind: 'door', doorId: `door-${flat}` }, label })
const street = doorView({ step: { kind: 'door', doorId: 'street' }, label: 'Oppgangsdør' })
const box = doorView({
  step: { kind: 'keyStore', keyStoreId: 'box-201' },
  label: 'Nøkkelboks ved døra',
  keyStore: { kind: 'keyBox', hook: null },
})

const block = caseView({
  doors: [street, flatDoor('301'), flatDoor('101'), flatDoor('201', 'Inngangsdør 201'), box],
  incident: {
    number: null,
    address: 'Prøvevegen 1',
    homes: [homeIn('101'), { ...homeIn('201'), keyStoreIds: ['box-201'] }, homeIn('301')],
  },
})

describe('a door of a block', () => {
  test('is named with its flat where the label leaves that out', () => {
    expect(block.doors.map((door) => doorName(block, door))).toEqual([
      'Oppgangsdør',
      'Inngangsdør 301',
      'Inngangsdør 101',
      'Inngangsdør 201',
      'Nøkkelboks ved døra 201',
    ])
    expect(nameOfDoor(block, 'door-301')).toBe('Inngangsdør 301')
    expect(nameOfDoor(block, 'door-of-another-block')).toBeNull()
  })
  test('stands on its floor, what all share before them', () => {
    expect(
      floorsOf(block).map(({ floor, doors }) => [floor, doors.map((door) => doorName(block, door))]),
    ).toEqual([
      [null, ['Oppgangsdør']],
      [1, ['Inngangsdør 101']],
      [2, ['Inngangsdør 201', 'Nøkkelboks ved døra 201']],
      [3, ['Inngangsdør 301']],
    ])
  })
})

test('the way into one home is one list in walking order', () => {
  const home = caseView({ doors: [street, flatDoor('101')] })
  expect(floorsOf(home)).toEqual([{ floor: null, doors: home.doors }])
  expect(home.doors.map((door) => doorName(home, door))).toEqual(['Oppgangsdør', 'Inngangsdør'])
})
