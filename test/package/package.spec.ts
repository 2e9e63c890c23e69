import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from '@playwright/test'
import { requireElectron } from '../../scripts/electron.mjs'
import { PROGRAM } from '../../scripts/package/builder.mjs'
import { debPossible } from '../../scripts/package/deb.mjs'
import { isAlive } from '../chaos/processes.ts'
import { until } from '../chaos/until.ts'
import { endAll, livesOf, nextLife } from '../e2e/lives.ts'
import { operatorAt } from '../e2e/operator.ts'
import { archiveOf, packagesIn } from './archive.ts'
import { packageSomewhere, runPackaging, startPackaged, startThatEnds } from './packaged.ts'

type Body = () => void | Promise<void>
/** What is not so on this machine is no test of it: the list holds what was tried, and nothing passed over. */
const where =
  (holds: boolean) =>
  (name: string, body: Body): void => {
    if (holds) test(name, body)
  }
const withStandIn = where(!requireElectron().official)
const onDebian = where(debPossible())

const root = fileURLToPath(new URL('../..', import.meta.url))
let output = ''
let folder = ''

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(300_000)
  output = await packageSomewhere()
  folder = join(output, readdirSync(output).find((name) => name.endsWith('-unpacked')) ?? '')
})
test.afterAll(() => rmSync(output, { recursive: true, force: true }))

test('the fuses are as they should be, read back from the program', async () => {
  const wire = await getCurrentFuseWire(join(folder, PROGRAM))
  const fuses = Object.entries(wire).filter(([key]) => /^\d+$/.test(key))
  const enabled = Object.fromEntries(
    fuses.map(([fuse, state]) => [FuseV1Options[Number(fuse)], state === FuseState.ENABLE]),
  )
  expect(enabled).toEqual({
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: process.platform !== 'linux',
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
    WasmTrapHandlers: true,
  })
})

test('it is a console even for somebody who asks for a bare Node', async () => {
  const { code, said } = await startThatEnds(folder, ['--practice', '--live'], { ELECTRON_RUN_AS_NODE: '1' })
  expect(said).toContain('--practice and --live exclude each other')
  expect(code).toBe(2)
})

withStandIn('made with a stand-in for Electron, it refuses to be a live desk', async () => {
  const config = join(tmpdir(), `vaktrom-packaged-${process.pid}.jsonc`)
  writeFileSync(
    config,
    JSON.stringify({
      url: 'https://centre.invalid',
      workplaceId: 'desk-1',
      secret: 'sixteen letters and more',
      municipality: 'm-1',
    }),
  )
  const { code, said } = await startThatEnds(folder, ['--live', '--config', config])
  rmSync(config)
  expect(said).toContain('not the official build of Electron')
  // Every test's own switches would be reason enough.
  expect(said).toContain('does not run with --host-resolver-rules')
  expect(code).toBe(2)
})

withStandIn('a release is not made with a stand-in for Electron', async () => {
  const { code, output: said } = await runPackaging('--release', '--out', join(output, 'release'))
  expect(said).toContain('NO RELEASE: the Electron here is a stand-in')
  expect(code).toBe(1)
  expect(existsSync(join(output, 'release'))).toBe(false)
})

test('the archive holds what runs, and nothing else', () => {
  const archive = archiveOf(folder)
  const paths = archive.map(({ path }) => path)
  for (const needed of [
    'main/index.js',
    'main/app.js',
    'main/core.js',
    'main/reader.js',
    'main/centre.js',
    'main/dongle.js',
    'preload/index.cjs',
  ])
    expect(paths).toContain(`out/${needed}`)
  // What is ours comes from the build alone: no source, no test, no map back to either.
  expect(
    paths.filter((path) => !/^(out|node_modules)\/|^(package[.]json|resources\/icon[.]png)$/.test(path)),
  ).toEqual([])
  expect(
    paths.filter((path) => /[.](map|ts|tsx|mts|cts)$|[.](test|spec)[.]|^out\/.*\btest\b/.test(path)),
  ).toEqual([])
  // No word of the machine that it was made on.
  expect(archive.filter(({ text }) => text().includes(root)).map(({ path }) => path)).toEqual([])
  expect(readdirSync(join(folder, 'resources'))).toEqual(['app.asar', 'app.asar.unpacked'])
  // What the system loads from a file: SQLite, and the ways to an adapter; for this machine, and for no other.
  const unpacked = readdirSync(join(folder, 'resources/app.asar.unpacked'), { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.node'))
  for (const library of [
    'better-sqlite3',
    '@abandonware/bluetooth-hci-socket',
    '@serialport/bindings-cpp',
    'usb',
  ])
    expect(unpacked.filter((path) => path.startsWith(`node_modules/${library}/`))).not.toEqual([])
  expect(unpacked.filter((path) => !path.includes(`${process.platform}-${process.arch}`))).toEqual([])
  expect(paths.filter((path) => path.endsWith('.node')).toSorted()).toEqual(unpacked.toSorted())
  // A page, its styles and its policy name no other place.
  const shown = archive.filter(({ path }) => /^out\/renderer\/.*[.](html|css)$/.test(path))
  expect(shown.length).toBeGreaterThan(2)
  for (const { path, text } of shown)
    expect(
      text().match(/(?:src|href)\s*=\s*["']?(?:https?:)?\/\/|(?:url\(|@import)\s*["']?(?:https?:)?\/\//i),
      path,
    ).toBeNull()
})

test('the bill of materials and the notices name everything shipped', () => {
  const bill: {
    metadata: { component: { name: string } }
    components: { name: string; group?: string; version: string; licenses?: unknown }[]
  } = JSON.parse(readFileSync(join(folder, 'vaktrom.cdx.json'), 'utf8'))
  const notices = readFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), 'utf8')
  const named = bill.components.map(({ group, name }) => (group === undefined ? name : `${group}/${name}`))
  expect(bill.metadata.component.name).toBe('vaktrom')
  expect(bill.components.find(({ name }) => name === 'electron')?.version).toBe(requireElectron().version)
  // What lies there whole; what lies under an alias is named by its own name.
  const aliases: Readonly<Record<string, string>> = {
    'better-sqlite3': 'better-sqlite3-multiple-ciphers',
    '@abandonware/bluetooth-hci-socket': '@stoprocent/bluetooth-hci-socket',
  }
  const whole = packagesIn(archiveOf(folder)).map((name) => aliases[name] ?? name)
  expect(whole.length).toBeGreaterThan(10)
  for (const name of whole) expect(named).toContain(name)
  // What went into a bundle, and what was in there already.
  for (const name of [
    'react',
    'maplibre-gl',
    'earcut',
    'socket.io-client',
    '@fontsource-variable/inter',
    'zod',
  ])
    expect(named).toContain(name)
  for (const name of ['vitest', 'typescript', 'electron-builder']) expect(named).not.toContain(name)
  for (const name of named.filter((each) => each !== 'electron')) expect(notices).toContain(`\n${name} `)
  expect(bill.components.filter(({ licenses }) => licenses === undefined)).toEqual([])
  for (const file of ['LICENSE', 'LICENSE.electron.txt', 'LICENSES.chromium.html'])
    expect(existsSync(join(folder, file)), file).toBe(true)
  for (const file of ['vaktrom.cdx.json', 'THIRD-PARTY-NOTICES.txt'])
    expect(readFileSync(join(output, file), 'utf8')).toBe(readFileSync(join(folder, file), 'utf8'))
})

onDebian('the .deb installs it with its entry in the menu, and a sandbox helper of root’s', () => {
  const [file] = readdirSync(output).filter((name) => name.endsWith('.deb'))
  const list = execFileSync('dpkg-deb', ['--contents', join(output, file ?? '')], { encoding: 'utf8' })
  expect(list).toMatch(/^-rwsr-xr-x root\/root .*[.]\/usr\/lib\/vaktrom\/chrome-sandbox$/m)
  expect(list).toMatch(/^lrwxrwxrwx .*[.]\/usr\/bin\/vaktrom -> [.][.]\/lib\/vaktrom\/vaktrom$/m)
  expect(list).toContain('./usr/share/applications/vaktrom.desktop')
  expect(list).toContain('./usr/share/icons/hicolor/512x512/apps/vaktrom.png')
  expect(list).toContain('./usr/lib/vaktrom/THIRD-PARTY-NOTICES.txt')
})

test('it starts, rings, takes an answer and finds a street, and asks nobody outside', async () => {
  test.setTimeout(180_000)
  const { page, asked, close } = await startPackaged(folder)
  try {
    const operator = operatorAt(page, 'mouse')
    await expect(operator.waiting.first()).toBeVisible({ timeout: 60_000 })
    await operator.signIn()
    // Core and the centre are behind this, each with the native SQLite.
    await operator.answerTop()
    // The reader's thread is behind this.
    await page.keyboard.press('Control+k')
    await page.getByTestId('palette-input').fill('storgata')
    // By its key: the sentence that nothing was found stands in a place like an item's, and names the street too.
    const hits = page.getByTestId('palette').locator('[role=menuitem][data-key]', { hasText: /storgata/i })
    await expect(hits.first()).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('map-drawn')).toHaveAttribute('data-ready', 'true', { timeout: 60_000 })
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.filter((url) => !/^(app:\/\/vaktrom\/|blob:app:\/\/vaktrom\/|data:)/.test(url))).toEqual([])
  } finally {
    await close()
  }
})

test('killed, it is started again by a watchdog that is no bare Node either, and quits for good', async () => {
  test.setTimeout(120_000)
  const { profile, close } = await startPackaged(folder, { VAKTROM_WATCHDOG: 'on' })
  try {
    await until('its watchdog', () => livesOf(profile).watchdogs.length === 1)
    const before = livesOf(profile)
    process.kill(before.main ?? 0, 'SIGKILL')
    const main = await nextLife(profile, before.main ?? 0, 10_000)
    expect(before.all.filter(isAlive)).toEqual(before.watchdogs)
    process.kill(main, 'SIGTERM')
    await until('all of it to be gone', () => livesOf(profile).all.length === 0)
  } finally {
    endAll(profile)
    await close()
  }
})
