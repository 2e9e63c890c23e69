import type { BenchPlay } from '../../src-centre/practice/benchFile.ts'
import { type TestStep, testSteps } from '../../src-domain/hardware/report.ts'
import type { Occasion, Truth } from '../virtual-lock/lock.ts'
import { type BenchScene, openBenchScene } from './benchScene.ts'
import {
  behindNewLock,
  leftHalfWiped,
  residentsOwn,
  serialFor,
  serialOf,
  stopped,
  strangerName,
  twins,
} from './benchTown.ts'
import { expect, test } from './fixture.ts'

/** What is asked of a lock in each step of a test, and in no step before it. */
const occasions: Readonly<Record<TestStep, Occasion>> = {
  identify: 'serial',
  pair: 'hello',
  information: 'manufacturer',
  battery: 'battery',
  clock: 'setClock',
  motor: 'motor',
  keyBefore: 'key',
  wipe: 'wipe',
  readBack: 'bindings',
  keyAfter: 'wornOutKey',
  log: 'log',
  selfTest: 'selfTest',
}
const tempers = {
  ...Object.fromEntries(testSteps.map((step) => [serialFor(step), { dropsOver: occasions[step] }])),
  // So slow that a hand can stop it.
  [stopped]: { turnMs: 1_000, hurry: 1 },
}
const crowd = 200

/** What the window says of a unit after its test, and what is true of it. */
type Outcome = {
  readonly verdict: 'reuse' | 'repair' | 'scrap'
  readonly findings: readonly string[]
  /** Nobody's key is left in it; or else all are, and nothing was taken out. */
  readonly wiped: boolean
  readonly says?: RegExp
}
const sound: Outcome = { verdict: 'reuse', findings: [], wiped: true }
/** Wipe, battery, clock, motor and self-test. */
const nothingTested = Array.from({ length: 5 }, () => 'notTested')
const untouched = (says: RegExp): Outcome => ({
  verdict: 'repair',
  findings: nothingTested,
  wiped: false,
  says,
})

const plays: Readonly<Record<Exclude<BenchPlay, 'stranger' | 'silent'>, Outcome>> = {
  good: sound,
  weakBattery: { ...sound, findings: ['batteryWeak', 'batterySags'] },
  stiffMotor: { ...sound, verdict: 'repair', findings: ['slow'] },
  jams: { ...sound, verdict: 'repair', findings: ['jammed'], says: /vridning 7/ },
  otherSerial: untouched(/kaller seg T-otherSerialX/),
  otherKey: untouched(/annen servicenøkkel/),
  losesLink: sound,
  garbage: untouched(/svarte noe som ikke kan leses/),
  pretendsToWipe: { verdict: 'repair', findings: ['notWiped'], wiped: false, says: /HALVT SLETTET/ },
  diesInWipe: sound,
  memoryFault: { ...sound, verdict: 'scrap', findings: ['partFailed'], says: /minne/ },
}
const units: readonly (readonly [string, Outcome])[] = [
  ...(Object.keys(plays) as (keyof typeof plays)[]).map((play) => [serialOf(play), plays[play]] as const),
  [residentsOwn, { verdict: 'repair', findings: ['notOurs'], wiped: false, says: /Tjenestemottakeren eier/ }],
  [behindNewLock, { ...sound, findings: ['wipeNotProved'] }],
  ...testSteps.map((step) => [serialFor(step), sound] as const),
]
/** It never answers, and is given up after half a minute: tested last, while all else is looked at. */
const silent = serialOf('silent')

let scene: BenchScene
let before: ReadonlyMap<string, Truth>
test.beforeAll(async () => {
  test.setTimeout(120_000)
  scene = await openBenchScene(tempers, crowd)
  const box = [...units.map(([serial]) => serial), silent]
  before = new Map(box.map((serial) => [serial, scene.air.truth(serial)]))
  await scene.technician.scanAll(box)
})
test.afterAll(() => scene?.close())

const patience = { timeout: 60_000 }
const ended = async (serial: string, { verdict, findings, wiped, says }: Outcome): Promise<void> => {
  const { technician, air, page } = scene
  await expect
    .poll(() => technician.said(serial), patience)
    .toMatchObject({ verdict, findings, tests: 1, isHalfWiped: findings.includes('notWiped') })
  if (says) await expect(page.getByTestId('bench-unit-pane')).toContainText(says)
  expect(air.isWiped(serial)).toBe(wiped)
  const { bindings, believes } = before.get(serial) ?? {}
  if (!wiped) expect(air.truth(serial)).toMatchObject({ bindings, believes, halfWiped: false })
}

for (const [serial, outcome] of units)
  test(`${serial} among ${crowd} others: what the window says of it is true`, async () => {
    test.setTimeout(120_000)
    await ended(serial, outcome)
    // One link was lost, and no more than that.
    if (serial.startsWith('D-')) expect(scene.air.truth(serial).connections).toBe(2)
  })

test('a signature with the PIN moves the unit on in its life, stands in its history, and has a label', async () => {
  const { technician, page, pin } = scene
  const good = serialOf('good')
  await technician.choose(good)
  await page.getByTestId('bench-sign-confirm').click()
  await page.getByTestId('proof-pin').fill('not-it')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('proof')).toContainText(/PIN/)
  await expect(technician.signed).toHaveCount(0)
  await page.getByTestId('proof-pin').fill(pin)
  await page.keyboard.press('Enter')
  await expect(technician.signed).toContainText('Gjenbruk')
  await expect(technician.unit(good)).toContainText('gjenbruk')
  await expect(page.getByTestId('bench-history-item')).toHaveCount(1)
  await expect(page.getByTestId('bench-history-item')).toContainText(/Gjenbruk.*Tor Tek/)
  await page.getByTestId('bench-label').click()
  await expect(page.getByTestId('label-preview')).toContainText(good)
  await page.keyboard.press('Escape')
})

test('nobody can sign a unit for reuse that somebody’s key still opens', async () => {
  const { technician, page } = scene
  for (const [serial, why] of [
    [serialOf('pretendsToWipe'), 'Det er ikke vist at enheten er slettet'],
    [residentsOwn, 'Tjenestemottakeren eier'],
  ] as const) {
    await technician.choose(serial)
    await technician.judge('1')
    await expect(page.getByTestId('bench-sign')).toContainText(why)
    await expect(page.getByTestId('bench-sign-confirm')).toBeDisabled()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByTestId('proof-pin')).toHaveCount(0)
    await expect(technician.signed).toHaveCount(0)
    await expect(technician.unit(serial)).not.toContainText('gjenbruk')
  }
})

test('a scanner gun says what became of each label', async () => {
  const { technician, page } = scene
  await technician.scan(silent)
  await expect(technician.heard).toContainText('testes akkurat nå')
  await technician.scan('NOT-OURS-1')
  await expect(technician.heard).toContainText('ikke på lager')
  await technician.scan(stopped)
  await expect(technician.queue).toContainText(stopped)
  await technician.scan(stopped)
  await expect(technician.heard).toContainText('i køen allerede')
  await page.getByTestId('bench-unqueue').click()
  await expect(technician.queue).toHaveCount(0)
})

test('a lock that says nothing once it was connected to is given up', async () => {
  test.setTimeout(120_000)
  await ended(silent, untouched(/svarte ikke i tide/))
})

test('two locks of one name are told from each other by asking', async () => {
  const { technician, air } = scene
  const [one, other] = twins
  await expect(technician.nameless('TWIN')).toHaveCount(2)
  await technician.identify('TWIN')
  await expect(technician.nameless('TWIN')).toHaveCount(1)
  await technician.identify('TWIN')
  await technician.choose(one)
  await technician.test()
  await expect.poll(() => technician.said(one), patience).toMatchObject({ verdict: 'reuse', findings: [] })
  expect([air.isWiped(one), air.isWiped(other)]).toEqual([true, false])
  expect(air.truth(other)).toMatchObject({ believes: 1, cycles: 0 })
})

test('another maker’s lock is tested for what it says to everybody, and passes for nothing', async () => {
  const { technician } = scene
  const serial = serialOf('stranger')
  await technician.identify(strangerName)
  await technician.choose(serial)
  await technician.test()
  await expect
    .poll(() => technician.said(serial), patience)
    .toMatchObject({ verdict: 'repair', findings: nothingTested, tests: 1 })
})

test('a wipe that broke off stands in red while the dongle is out, and is finished when it is back', async () => {
  test.setTimeout(120_000)
  const { technician, air, page } = scene
  air.loosenBattery(leftHalfWiped)
  await technician.choose(leftHalfWiped)
  await technician.test()
  await expect.poll(() => air.truth(leftHalfWiped).halfWiped).toBe(true)
  air.pullOut()
  await expect(technician.lacks).toHaveAttribute('data-lacks', 'noAdapter', patience)
  await expect
    .poll(() => technician.said(leftHalfWiped))
    .toMatchObject({ verdict: 'repair', isHalfWiped: true, tests: 1 })
  await expect(technician.red).toHaveText([new RegExp(serialOf('pretendsToWipe')), new RegExp(leftHalfWiped)])
  expect(air.truth(leftHalfWiped)).toMatchObject({ halfWiped: true, bindings: [{}, {}] })

  // What is scanned meanwhile waits for the radio, and begins with it.
  await technician.scan(stopped)
  await expect(technician.queue).toContainText('venter på Bluetooth')
  await air.plugIn()
  await expect(technician.running).toContainText(stopped, patience)
  await expect(technician.step('motor')).toHaveAttribute('data-state', 'running', patience)
  await technician.stop()
  await expect.poll(() => technician.said(stopped), patience).toMatchObject({ verdict: 'repair', tests: 1 })
  await expect(page.getByTestId('bench-report')).toContainText('stoppet ved «Motor»')
  expect(air.truth(stopped)).toMatchObject({ believes: 1, halfWiped: false })

  air.putBatteryIn(leftHalfWiped)
  await technician.choose(leftHalfWiped)
  await technician.test()
  await expect
    .poll(() => technician.said(leftHalfWiped), patience)
    .toMatchObject({ verdict: 'reuse', findings: ['wipeNotProved'], isHalfWiped: false, tests: 2 })
  expect(air.isWiped(leftHalfWiped)).toBe(true)
})
