import { launchConsole } from './fixture.ts'

const c = await launchConsole({ args: ['--practice', '--speed', '8'] })
const p = c.page
const shot = (n: string) => p.screenshot({ path: `/tmp/pics/${n}.png` })
try {
  await p.getByTestId('alarm-card').first().waitFor({ timeout: 30000 })
  await p.keyboard.press('Enter')
  await p.waitForTimeout(1500)
  await shot('b1')
  await p.keyboard.press('Space')
  await p.waitForTimeout(2500)
  await shot('b2')
  await p.keyboard.press('d')
  await p.waitForTimeout(1500)
  await shot('b3')
  await p.keyboard.press('Enter')
  await p.waitForTimeout(2500)
  await shot('b4')
  await p.keyboard.press('g')
  await p.waitForTimeout(1500)
  await shot('b5')
} catch (e) {
  console.log(e)
} finally {
  await c.close()
}
