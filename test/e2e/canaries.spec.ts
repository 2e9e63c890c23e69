import { appendFileSync, chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { consoleNamespace } from '../../src-domain/wire/protocol.ts'
import { type Canaries, foundIn, leaksUnder } from '../build/canaries.ts'
import { openRelay } from '../build/relay.ts'
import { openAdapter, openConsole as openWire, secretOf } from '../integration/centre/harness.ts'
import { canaries } from './canaryTown.ts'
import { openTestCentre, type TestCentre } from './centre.ts'
import { givenByRelative } from './field.ts'
import { type Console, expect, freshProfile, test } from './fixture.ts'
import { type Operator, operatorAt } from './operator.ts'

const ida = { name: canaries.staff, personId: 'p-ida' }
/** A practice console without a keyring keeps these two in plain text, for its own account alone; a live one never. */
const practiceSecrets = ['practice/secrets/session.plain', 'practice/secrets/store-key.plain']

test('no name, address, number, code or token stands in any file that is written, nor where a process shows it', async ({
  launch,
}) => {
  test.setTimeout(240_000)
  const centre = await openTestCentre('canaries')
  const relay = await openRelay(centre.url, consoleNamespace)
  const profile = freshProfile()
  const scratch = join(profile, 'scratch')
  mkdirSync(scratch)
  chmodSync(scratch, 0o777)
  const desk = await launch({
    profile,
    args: centre.consoleArgs('desk-1', relay.url),
    // What a library leaves in the system's folder for such things is found as well.
    env: { TMPDIR: scratch },
  })
  const operator = operatorAt(desk.page, 'mouse')
  try {
    const tokens = { secret: secretOf('desk-1'), ...(await wholeJob(desk, operator, centre)) }
    const kept = keptHere(profile)
    const words: Canaries = { ...canaries, ...tokens, ...kept }
    await trouble(desk, centre, relay)

    expect(shownByProcesses(desk, words)).toEqual([])
    await desk.close()
    await centre.kill()
    // First that the search finds: these two are where they are meant to be.
    expect([...leaksUnder(profile, keptHere(profile))].toSorted()).toEqual([
      `${practiceSecrets[0]}: session`,
      `${practiceSecrets[1]}: storeKey`,
    ])
    expect(outsideSecrets(leaksUnder(profile, words))).toEqual([])
    expect(foundIn(Buffer.from(desk.output()), words)).toEqual([])
    // The configuration is whoever keeps it's own; nobody else's file has the workplace's credential.
    expect(leaksUnder(centre.folder, words)).toEqual(['desk-1.jsonc: secret'])
    expect(foundIn(Buffer.from(centre.said()), words)).toEqual([])

    // All of it happened, and was written down without a word of anybody's.
    const reports = readFileSync(join(profile, 'crash/reports.jsonl'), 'utf8')
    for (const what of ['unhandledRejection', 'startedAgain', 'render-process-gone'])
      expect(reports).toContain(`"${what}"`)
    expect(readFileSync(join(profile, 'practice/store/logs/core.log'), 'utf8')).toContain('"unreadable"')
    for (const what of ['intake/receiver', 'platform/locks', 'console/desk-2'])
      expect(centre.said()).toContain(what)

    // Unsealed, the replica holds names, as it must; but no code, no PIN and no token. Nor has the centre any.
    const { sharedCode, wrongPin, pin, token } = canaries
    const keys = { ...tokens, session: kept.session, sharedCode, wrongPin, pin, token }
    const replica = unsealed(join(profile, 'practice/store/replica.db'), kept.storeKey)
    expect(foundIn(replica, keys)).toEqual([])
    expect(foundIn(replica, { name: canaries.name })).toEqual(['name'])
    const key = readFileSync(join(centre.folder, 'centre.key'), 'utf8').trim()
    const { secret, code } = tokens
    const held = unsealed(join(centre.folder, 'centre.db'), key)
    const { refused, readings } = canaries
    const notHeld = { secret, code, session: kept.session, wrongPin, pin, token, refused, readings }
    expect(foundIn(held, notHeld)).toEqual([])
    expect(foundIn(held, { name: canaries.name })).toEqual(['name'])

    // And a leak that is planted turns this red.
    appendFileSync(join(profile, 'practice/store/logs/core.log'), `{"event":"${canaries.note}"}\n`)
    expect(outsideSecrets(leaksUnder(profile, words))).toEqual(['practice/store/logs/core.log: note'])
  } finally {
    await desk.close()
    await relay.close()
    await centre.close()
  }
})

/** From the sign-in, tried once too often, to the closed case: every field is shown, searched, typed or said. */
const wholeJob = async ({ page }: Console, operator: Operator, centre: TestCentre) => {
  await expect(page.getByTestId('people')).toBeVisible({ timeout: 30_000 })
  await page.getByTestId('people').getByText(ida.name).click()
  await page.getByTestId('pin').fill(canaries.wrongPin)
  await page.getByTestId('enter').click()
  await expect(page.getByTestId('sign-in').locator('[aria-invalid="true"]')).toBeVisible({ timeout: 45_000 })
  await operator.signIn(ida)
  await givenByRelative(centre.url, 1, canaries.granted)

  await centre.press(1)
  await operator.answerTop()
  await expect(page.getByTestId('case')).toContainText(canaries.name)
  await operator.note(canaries.note)
  const code = await operator.giveCode()
  await page.getByTestId('code-done').click()
  await page.keyboard.press('Control+k')
  await page.getByTestId('palette-input').fill(canaries.searched)
  await page.getByTestId('palette-input').fill(canaries.otherName)
  await expect(page.getByTestId('palette')).toContainText(canaries.otherName)
  // The first takes the words away, the next the palette.
  await expect(async () => {
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('palette')).toBeHidden({ timeout: 500 })
  }).toPass()
  await operator.begin('close')
  await page.getByTestId('close-note').fill(canaries.closing)
  await operator.confirm()
  await expect(page.getByTestId('close-case')).toBeDisabled()

  await centre.press(2)
  await operator.answerTop()
  await page.getByTestId('show-shared-code').first().click()
  await page.getByTestId('confirm').click()
  await expect(page.getByRole('dialog')).toContainText(canaries.sharedCode.slice(0, 3))
  await page.keyboard.press('Escape')
  return { code }
}

/** Everything that makes a program write something down. */
const trouble = async (
  { app, page, profile }: Console,
  centre: TestCentre,
  relay: Awaited<ReturnType<typeof openRelay>>,
) => {
  // At the centre: rubbish from a receiver, a platform and another console, with tokens in it; a command refused.
  await centre.intake(`<mrq><cid>${canaries.intake}</mrq>`)
  const platform = await openAdapter(centre.url, '/platform', {
    adapterId: 'locks',
    secret: secretOf('locks'),
  })
  await platform.send('readings', { readings: [{ subject: canaries.readings }] })
  platform.close()
  const other = await openWire(centre.url, 'desk-2')
  await other.socket.timeout(10_000).emitWithAck('command', { id: 7, session: canaries.token })
  await other.socket
    .timeout(10_000)
    .emitWithAck('secret', { session: canaries.token, caseId: 'no-case', entryId: 7 })
  await other.command(canaries.token, 'note', {
    caseId: '00000000-0000-7000-8000-000000000001',
    text: canaries.refused,
  })
  other.close()

  // On the line: something that the console cannot read.
  const isTold = new Promise<void>((resolve) => {
    relay.centreSays = (name, body) => {
      if (name !== 'beat') return { pass: body }
      relay.centreSays = (_, whole) => ({ pass: whole })
      resolve()
      return { pass: { now: canaries.readings, headSeq: canaries.intake } }
    }
  })
  await isTold

  // In main and in the window: faults whose words are somebody's.
  await app.evaluate((_electron, words) => {
    void Promise.reject(new Error(words))
  }, canaries.thrownInMain)
  await page.evaluate(
    ([thrown, said]) => {
      setTimeout(() => {
        throw new Error(thrown)
      })
      window.reportError(said)
    },
    [canaries.thrownInWindow, canaries.saidInWindow],
  )

  // Processes that die: core, and then the window itself.
  const core = await app.evaluate(
    ({ app: electron }) => electron.getAppMetrics().find((one) => one.name === 'Vaktrom core')?.pid ?? 0,
  )
  process.kill(core, 'SIGKILL')
  await expect(page.getByTestId('banner-core')).toBeVisible()
  await expect(page.getByTestId('banner-core')).toBeHidden({ timeout: 30_000 })
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows().filter((one) => one.isVisible())
    window?.webContents.forcefullyCrashRenderer()
  })
  // That it comes back is another test's matter: here it has to have been written down.
  const reports = () => readFileSync(join(profile, 'crash/reports.jsonl'), 'utf8')
  await expect.poll(reports, { timeout: 30_000 }).toContain('"render-process-gone"')
}

/** The token of who is signed in, and the key of the replica. */
const keptHere = (profile: string) => {
  const [session, storeKey] = practiceSecrets.map((file) => readFileSync(join(profile, file), 'utf8'))
  if (!session || !storeKey) throw new Error('the console kept no session, or no key')
  return { session, storeKey }
}
const outsideSecrets = (leaks: readonly string[]): readonly string[] =>
  leaks.filter((leak) => !practiceSecrets.some((file) => leak.startsWith(`${file}: `)))

const unsealed = (file: string, key: string): Buffer => {
  const db = new Database(file, { readonly: true })
  db.pragma("cipher = 'sqlcipher'")
  db.pragma(`key = "x'${key}'"`)
  const whole = db.serialize()
  db.close()
  return whole
}

/** Command lines and environments of the console and all that it started; anybody on the machine may read the first. */
const shownByProcesses = ({ app }: Console, words: Canaries): readonly string[] => {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    const stat = read(`/proc/${name}/stat`).toString()
    parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
  }
  const root = app.process().pid ?? 0
  const isOurs = (pid: number): boolean => pid === root || (pid > 1 && isOurs(parents.get(pid) ?? 0))
  const ours = [...parents.keys()].filter(isOurs)
  if (ours.length < 4) throw new Error(`only ${ours.length} processes of the console were seen`)
  return ours.flatMap((pid) =>
    ['cmdline', 'environ'].flatMap((what) =>
      foundIn(read(`/proc/${pid}/${what}`), words).map((found) => `${what} of ${pid}: ${found}`),
    ),
  )
}
/** A process may end while it is looked at. */
const read = (file: string): Buffer => (existsSync(file) ? readFileSync(file) : Buffer.alloc(0))
