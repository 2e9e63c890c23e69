import { launchConsole } from './fixture.ts'
const c = await launchConsole({ args: ['--practice', ...process.argv.slice(2)] })
try {
  await c.page.setViewportSize({ width: 1600, height: 1000 }).catch(() => {})
  await c.page.waitForTimeout(15000)
  await c.page.screenshot({ path: '/tmp/pics/a.png' })
} finally { console.log(c.output().slice(-3000)); await c.close() }
