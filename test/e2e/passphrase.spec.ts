import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expectAccessible } from './accessible.ts'
import { openTestCentre } from './centre.ts'
import { expect, freshProfile, test } from './fixture.ts'
import { operatorAt } from './operator.ts'

const ida = { name: 'Ida Holm', personId: 'p-ida' }
const words = 'fem ord om havet i mars'

test('without a keyring a passphrase is asked for; alarms ring from memory, without names, until it is given', async ({
  launch,
}) => {
  const centre = await openTestCentre()
  const profile = freshProfile()
  const args = [...centre.consoleArgs('desk-1'), '--ask-passphrase']
  try {
    const first = await launch({ args, profile })
    const card = first.page.getByTestId('passphrase')
    const operator = operatorAt(first.page, 'keyboard')
    await expect(card).toHaveAttribute('data-state', 'begin')
    await expect(first.page.getByTestId('banner-passphrase')).toBeVisible()
    await centre.press(1)
    await expect(operator.waiting).toHaveCount(1)
    await expect(operator.waiting).toHaveAttribute('data-ringing', 'true')
    expect(await first.page.content()).not.toMatch(/Resident|Strandgata/)
    await expectAccessible(first.page, 'a passphrase is to be chosen')
    await first.page.getByTestId('passphrase-field').fill('for kort')
    await first.page.keyboard.press('Enter')
    await expect(card.getByRole('alert')).toBeVisible()
    await first.page.getByTestId('passphrase-field').fill(words)
    await first.page.getByTestId('passphrase-again').fill(words)
    await first.page.keyboard.press('Enter')
    await expect(card).toBeHidden()
    await operator.signIn(ida)
    await expect(operator.waiting).toContainText('Resident 1')
    await expect(first.page.getByTestId('banner-passphrase')).toBeHidden()
    await first.close()

    const again = await launch({ args, profile })
    const asked = again.page.getByTestId('passphrase')
    const later = operatorAt(again.page, 'keyboard')
    await expect(asked).toHaveAttribute('data-state', 'asked')
    await centre.press(2)
    await expect(later.waiting).toHaveCount(2)
    expect(await again.page.content()).not.toMatch(/Resident|Strandgata/)
    await again.page.getByTestId('passphrase-field').fill('fem andre ord enn disse')
    await again.page.keyboard.press('Enter')
    await expect(asked.getByRole('alert')).toBeVisible()
    await expectAccessible(again.page, 'a passphrase is asked for')
    await again.page.getByTestId('passphrase-field').fill(words)
    await again.page.keyboard.press('Enter')
    // She was signed in when the console ended, and that was kept behind it as well.
    await expect(later.waiting.first()).toContainText('Resident')
    await again.close()
    const secrets = readdirSync(join(profile, 'practice', 'secrets'))
    expect(secrets.toSorted((a, b) => a.localeCompare(b))).toEqual([
      'session.locked',
      'store-key.locked',
      'vault.json',
    ])
    for (const name of secrets)
      expect(readFileSync(join(profile, 'practice', 'secrets', name), 'utf8')).not.toContain(words)
  } finally {
    await centre.close()
    rmSync(profile, { recursive: true, force: true })
  }
})
