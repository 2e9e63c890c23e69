import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const CRUISER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
const RULES = join(ROOT, '.dependency-cruiser.cjs')
const FOLDERS = ['src-domain', 'src-centre', 'src-main', 'src-preload', 'src-renderer', 'test', 'scripts']

type Tree = Readonly<Record<string, string>>

/** Every arrow that points the allowed way, in the fewest files. */
const CLEAN: Tree = {
  'src-domain/time.ts': "import { z } from 'zod'\nexport const instant = z.string()\n",
  'src-preload/contract/index.ts':
    "import { instant } from '../../src-domain/time.ts'\nexport const contract = { instant }\n",
  'src-preload/index.ts':
    "import { contextBridge } from 'electron'\nimport { contract } from './contract/index.ts'\ncontextBridge.exposeInMainWorld('vaktrom', contract)\n",
  'src-renderer/ui/button.tsx': 'export const Button = () => null\n',
  'src-renderer/features/map/view.tsx':
    "import { contract } from '../../../src-preload/contract/index.ts'\nimport { Button } from '../../ui/button.tsx'\nexport const Map = () => [contract, Button]\n",
  'src-renderer/features/alarms/queue.tsx':
    "import { useState } from 'react'\nexport const Queue = () => useState(0)\n",
  'src-main/index.ts':
    "import { app } from 'electron'\nimport { open } from './shell/window.ts'\nexport const main = [app, open]\n",
  'src-main/shell/window.ts':
    "import { BrowserWindow } from 'electron'\nexport const open = () => new BrowserWindow()\n",
  'src-main/core/index.ts': "import { read } from './store/alarms.ts'\nexport const core = read\n",
  'src-main/core/store/alarms.ts':
    "import Database from 'better-sqlite3'\nexport const read = () => new Database('')\n",
  'src-main/core/reader/index.ts':
    "import Database from 'better-sqlite3'\nexport const reader = () => new Database('')\n",
  'src-main/core/port.ts': 'export type Port = { readonly post: (message: unknown) => void }\n',
  'src-main/dongle/index.ts':
    "import noble from '@abandonware/noble'\nimport type { Port } from '../core/port.ts'\nexport const dongle = (port: Port) => [noble, port]\n",
  'src-centre/index.ts':
    "import { instant } from '../src-domain/time.ts'\nimport { journal } from './store/journal.ts'\nexport const centre = [instant, journal]\n",
  'src-centre/store/journal.ts':
    "import Database from 'better-sqlite3'\nexport const journal = () => new Database('')\n",
  'test/unit/builders.ts': "import { instant } from '../../src-domain/time.ts'\nexport const now = instant\n",
  'scripts/start.mjs': "import { join } from 'node:path'\nexport const start = join\n",
}

type Breach = readonly [rule: string, file: string, line: string]

const BREACHES: readonly Breach[] = [
  ['domain-stands-alone', 'src-domain/a.ts', "import { core } from '../src-main/core/index.ts'"],
  ['domain-stands-alone', 'src-domain/b.ts', "import { createHash } from 'node:crypto'"],
  ['domain-stands-alone', 'src-domain/c.ts', "import { useState } from 'react'"],
  ['domain-stands-alone', 'src-domain/d.ts', "import type { App } from 'electron'"],
  ['contract-stands-on-domain', 'src-preload/contract/a.ts', "import { ipcRenderer } from 'electron'"],
  [
    'contract-stands-on-domain',
    'src-preload/contract/b.ts',
    "import { core } from '../../src-main/core/index.ts'",
  ],
  ['preload-reaches-only-contract', 'src-preload/a.ts', "import { open } from '../src-main/shell/window.ts'"],
  ['renderer-reaches-only-contract', 'src-renderer/a.ts', "import { core } from '../src-main/core/index.ts'"],
  ['renderer-reaches-only-contract', 'src-renderer/b.ts', "import '../src-preload/index.ts'"],
  ['renderer-reaches-only-contract', 'src-renderer/c.ts', "import { centre } from '../src-centre/index.ts'"],
  ['renderer-has-no-electron', 'src-renderer/d.ts', "import { ipcRenderer } from 'electron'"],
  ['renderer-has-no-builtins', 'src-renderer/e.ts', "import { readFileSync } from 'node:fs'"],
  ['features-are-strangers', 'src-renderer/features/alarms/a.ts', "import { Map } from '../map/view.tsx'"],
  ['electron-only-in-shell', 'src-main/core/link/a.ts', "import { net } from 'electron'"],
  ['electron-only-in-shell', 'src-main/dongle/a.ts', "import type { App } from 'electron'"],
  ['electron-only-in-shell', 'src-centre/a.ts', "import { app } from 'electron'"],
  ['radio-in-the-dongle', 'src-main/core/feed/c.ts', "import noble from '@abandonware/noble'"],
  ['radio-in-the-dongle', 'src-main/shell/c.ts', "import type { Peripheral } from '@abandonware/noble'"],
  ['dongle-stands-alone', 'src-main/dongle/b.ts', "import { read } from '../core/store/alarms.ts'"],
  ['console-is-not-centre', 'src-main/shell/a.ts', "import { centre } from '../../src-centre/index.ts'"],
  ['centre-is-not-console', 'src-centre/b.ts', "import { core } from '../src-main/core/index.ts'"],
  [
    'nobody-borrows-pixels',
    'src-main/shell/b.ts',
    "import { Button } from '../../src-renderer/ui/button.tsx'",
  ],
  ['sql-in-stores', 'src-main/core/feed/a.ts', "import Database from 'better-sqlite3'"],
  ['sql-in-stores', 'src-centre/gateway.ts', "import Database from 'better-sqlite3'"],
  [
    'nothing-imports-tests',
    'src-main/core/ingest/a.ts',
    "import { now } from '../../../test/unit/builders.ts'",
  ],
  ['no-cycles', 'src-domain/ring.ts', "export { knot } from './knot.ts'"],
  ['nothing-unresolved', 'src-main/core/feed/b.ts', "import { gone } from './gone.ts'"],
]

const scratch = mkdtempSync(join(tmpdir(), 'vaktrom-arrows-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

let planted = 0
/** Lays a tree of its own beside the packages of this checkout. */
const plant = (tree: Tree): string => {
  const root = join(scratch, String(planted++))
  for (const [file, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }')
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'dir')
  return root
}

const cruise = (root: string): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [CRUISER, '--config', RULES, '--output-type', 'err', ...FOLDERS],
      { cwd: root },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
        resolve({ code, output: stdout + stderr })
      },
    )
  })

/** How the report names a breach; a cycle may be named from either of its ends. */
const breachOf = (rule: string, file: string): RegExp =>
  rule === 'no-cycles' ? /error no-cycles: src-domain\/(ring|knot)\.ts/ : new RegExp(`error ${rule}: ${file}`)

describe.concurrent('the arrows between the folders', () => {
  it('lets a tree pass whose arrows all point the allowed way', async () => {
    const { code, output } = await cruise(plant(CLEAN))
    expect(output).toContain('no dependency violations found')
    expect(code).toBe(0)
  })

  it('names every planted breach, by its rule and its file', async () => {
    const files = Object.fromEntries(BREACHES.map(([, file, line]) => [file, `${line}\n`]))
    const knot = { 'src-domain/knot.ts': "export { ring } from './ring.ts'\n" }
    const { code, output } = await cruise(plant({ ...CLEAN, ...files, ...knot }))
    for (const [rule, file] of BREACHES) expect(output).toMatch(breachOf(rule, file))
    expect(code).toBeGreaterThanOrEqual(BREACHES.length)
  })

  // One breach alone must be enough to fail: one tree for each rule.
  const alone = BREACHES.filter(([rule], index) => BREACHES.findIndex(([other]) => other === rule) === index)
  it.each(alone)('fails on %s alone', async (rule, file, line) => {
    const knot: Tree =
      rule === 'no-cycles' ? { 'src-domain/knot.ts': "export { ring } from './ring.ts'\n" } : {}
    const { code, output } = await cruise(plant({ ...CLEAN, ...knot, [file]: `${line}\n` }))
    expect(code).not.toBe(0)
    expect(output).toContain(`error ${rule}: `)
  })

  it('has a planted breach for every rule', async () => {
    const { default: config } = (await import(RULES)) as { default: { forbidden: { name: string }[] } }
    expect([...new Set(BREACHES.map(([rule]) => rule))].sort()).toEqual(
      config.forbidden.map((it) => it.name).sort(),
    )
  })
})

describe('this checkout', () => {
  it('breaks none of the rules', async () => {
    const { code, output } = await cruise(ROOT)
    expect(output).toContain('no dependency violations found')
    expect(code).toBe(0)
  })
})
