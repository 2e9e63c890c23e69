import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expectAccessible } from './accessible.ts'
import { residentsOwn, serialOf } from './benchTown.ts'
import { openTestCentre } from './centre.ts'
import { expect, test } from './fixture.ts'
import { operatorAt } from './operator.ts'
import { technicianAt, testMs, tor } from './technician.ts'
import { openVirtualDongle } from './virtualDongle.ts'

const good = serialOf('good')
const liar = serialOf('pretendsToWipe')
const stiff = serialOf('stiffMotor')

test('a unit is scanned, tested, judged, signed and labelled, while alarms ring on', async ({
  launch,
}, info) => {
  test.setTimeout(300_000)
  const centre = await openTestCentre('bench')
  const dongle = await openVirtualDongle(centre)
  try {
    const { app, page, profile } = await launch({ args: centre.consoleArgs('desk-1'), env: dongle.env })
    const operator = operatorAt(page, 'keyboard')
    await operator.signIn(tor)
    await expect(page.getByTestId('view-workbench')).toBeVisible()
    await page.keyboard.press('w')
    const bench = technicianAt(page)
    await expect(bench.unit(good)).toContainText('ikke prøvd', { timeout: 60_000 })
    await expect(bench.unit(liar).locator('[data-signal]')).toBeVisible({ timeout: 60_000 })

    // Letters of a gun are no keys: an "e" or "w" in a serial leaves the view where it is.
    await bench.scan('NEW-WE')
    await expect(bench.heard).toContainText('NEW-WE er ikke på lager')
    await expect(page.getByTestId('workbench')).toBeVisible()
    await bench.scan(good.toLowerCase())
    await expect(bench.heard).toContainText(`${good} står i kø`)
    await bench.scan(liar)
    await expect(bench.running).toContainText(good)
    await expect(bench.queue).toHaveCount(1)

    // An alarm rings meanwhile, takes no focus, and is answered from here.
    await page.getByTestId('bench-serial').focus()
    await centre.press(1)
    await expect(operator.waiting).toHaveCount(1)
    await expect(page.getByTestId('bench-serial')).toBeFocused()

    await expect(page.getByTestId('bench-plots')).toBeVisible({ timeout: testMs })
    await expect(bench.running).toContainText(liar, { timeout: testMs })
    await bench.choose(good)
    await expect(bench.verdict).toHaveAttribute('data-verdict', 'reuse')
    await bench.sign()
    await expect(bench.signed).toContainText('Gjenbruk')

    // The label: nobody's name on it, and the code is read back as the serial.
    await page.keyboard.press('l')
    const preview = page.getByTestId('label-preview')
    await expect(preview).toContainText(good)
    await expect(preview).toContainText('GJENBRUK')
    await app.evaluate(({ dialog }, folder) => {
      dialog.showSaveDialog = async (...asked: unknown[]) => {
        const { defaultPath } = asked.at(-1) as { defaultPath: string }
        return { canceled: false, filePath: `${folder}/${defaultPath}` }
      }
    }, profile)
    await page.getByTestId('label-zpl').click()
    const zpl = join(profile, 'label-TGOOD.zpl')
    await expect.poll(() => readFile(zpl, 'utf8').catch(() => '')).toMatch(/^\^XA\^CI28[\s\S]*\^XZ\n$/)
    expect(await readFile(zpl, 'utf8')).toContain(`${good} REUSE `)
    await page.getByTestId('label-pdf').click()
    const pdf = join(profile, 'label-TGOOD.pdf')
    await expect
      .poll(async () => (await readFile(pdf).catch(() => Buffer.alloc(0))).subarray(0, 5).toString())
      .toBe('%PDF-')
    // One page, 57 by 32 mm in points of a 72nd of an inch.
    const pages = (await readFile(pdf)).toString('latin1')
    expect(pages.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/.exec(pages) ?? []
    expect([Number(width) / 72, Number(height) / 72].map((inch) => Math.round(inch * 25.4))).toEqual([57, 32])
    await info.attach('label.pdf', { path: pdf, contentType: 'application/pdf' })
    await page.keyboard.press('Escape')

    // What only says that it is wiped is red until it is finished, and cannot be signed for reuse.
    await bench.choose(liar)
    await expect(bench.verdict).toHaveAttribute('data-verdict', 'repair', { timeout: testMs })
    await expect(page.getByTestId('bench-half')).toContainText('HALVT SLETTET')
    await expect(bench.findings.first()).toContainText('ikke slettet')
    await bench.sign('2')
    await expect(bench.signed).toContainText('Reparasjon')
    await expect(page.getByTestId('bench-half')).toBeVisible()
  } finally {
    dongle.close()
    await centre.close()
  }
})

test('the bench tells each of its states, in every theme, to whoever may see it', async ({ launch }) => {
  test.setTimeout(300_000)
  const centre = await openTestCentre('bench')
  const dongle = await openVirtualDongle(centre)
  try {
    const { page } = await launch({ args: centre.consoleArgs('desk-1'), env: dongle.env })
    const operator = operatorAt(page, 'mouse')
    const at = (state: string) => test.step(state, () => expectAccessible(page, state))
    await operator.signIn(tor)
    await page.getByTestId('view-workbench').click()
    const bench = technicianAt(page)
    await expect(bench.unit(stiff).locator('[data-signal]')).toBeVisible({ timeout: 60_000 })
    await at('nothing chosen')
    await bench.choose(residentsOwn)
    await expect(page.getByTestId('bench-unit-pane')).toContainText('Tjenestemottakeren')
    await bench.choose(stiff)
    await page.getByTestId('bench-test').click()
    await expect(page.getByTestId('bench-plots')).toBeVisible({ timeout: testMs })
    await at('a test runs')
    await page.getByTestId('bench-stop').click()
    await expect(bench.running).toHaveCount(0, { timeout: testMs })
    await expect(page.getByTestId('bench-report')).toContainText('stoppet')
    await at('a test was stopped')
    await page.getByTestId('bench-radio').click()
    await expect(page.getByTestId('radio-dialog')).toBeVisible()
    await at('the radio')
    await page.keyboard.press('Escape')
    dongle.pullOut()
    await expect(page.getByTestId('bench-lacks').or(page.getByTestId('bench-looking'))).toBeVisible({
      timeout: 60_000,
    })
    await at('no adapter')
    await dongle.plugIn()
    await expect(bench.unit(stiff).locator('[data-signal]')).toBeVisible({ timeout: 60_000 })
    await centre.kill()
    await expect(page.getByTestId('bench-away')).toBeVisible({ timeout: 60_000 })
    await at('centre away')
  } finally {
    dongle.close()
    await centre.close()
  }
})

test('the bench is for technicians', async ({ launch }) => {
  test.setTimeout(120_000)
  const centre = await openTestCentre('bench')
  try {
    const { page } = await launch({ args: centre.consoleArgs('desk-1') })
    const operator = operatorAt(page, 'keyboard')
    await operator.signIn({ name: 'Ida Holm', personId: 'p-ida' })
    await expect(page.getByTestId('view-workbench')).toHaveCount(0)
    await page.keyboard.press('Control+k')
    await page.getByTestId('palette-input').fill('arbeidsbenk')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('bench-not-yours')).toContainText('teknikere')
    await expectAccessible(page, 'not theirs')
  } finally {
    await centre.close()
  }
})
