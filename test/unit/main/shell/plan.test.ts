import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readArguments } from '../../../../src-main/shell/start/arguments.ts'
import { meddledWith } from '../../../../src-main/shell/start/meddling.ts'
import { type Plan, planStart } from '../../../../src-main/shell/start/plan.ts'
import { markLive, type Profile, profileAt } from '../../../../src-main/shell/start/profile.ts'

const official = { standIn: false, unsandboxed: false, meddled: [] as readonly string[] }
const configuration =
  '{"url":"https://centre.example","workplaceId":"desk-1","secret":"sixteen letters!","municipality":"fjordvik"}'
let profile: Profile

beforeEach(() => {
  profile = profileAt(mkdtempSync(join(tmpdir(), 'vaktrom-plan-')))
})
afterEach(() => rmSync(profile.root, { recursive: true }))

const plan = (args: readonly string[], electron = official): Plan => {
  const read = readArguments(args, {})
  if (!read.ok) throw new Error(read.why)
  return planStart(read.asked, profile, electron, existsSync)
}
const configured = (text = configuration): void => writeFileSync(profile.configuration, text)

describe('the start', () => {
  test('practises when asked, on whatever Electron there is', () => {
    const start = plan(
      ['--practice', '--seed', '7', '--residents=50', '--speed', '0.5', '--scenario', 'storm'],
      {
        standIn: true,
        unsandboxed: true,
        meddled: ['--inspect'],
      },
    )
    expect(start).toEqual({
      kind: 'practice',
      asked: { seed: 7, residents: 50, speed: 0.5, scenario: 'storm' },
    })
  })

  test('asks when nothing is configured and nothing was said', () => expect(plan([]).kind).toBe('ask'))

  test('is live with a configuration', () => {
    configured()
    expect(plan([]).kind).toBe('live')
    expect(plan(['--live']).kind).toBe('live')
  })

  test('practises with somebody else’s centre when a configuration is named beside it', () => {
    configured()
    expect(plan(['--practice', '--config', profile.configuration]).kind).toBe('practiceElsewhere')
  })

  test('refuses practice on a profile that was ever live, also when its configuration is lost', () => {
    markLive(profile)
    expect(plan(['--practice'])).toMatchObject({ kind: 'refuse', why: expect.stringContaining('live desk') })
    expect(plan([])).toMatchObject({ kind: 'refuse', why: expect.stringContaining('no configuration') })
  })

  test('refuses what it cannot read, and says where', () => {
    configured('{\n"url": 5\n}')
    expect(plan([])).toMatchObject({
      kind: 'refuse',
      why: expect.stringMatching(/vaktrom\.jsonc, line 2, "url"/),
    })
  })

  test('refuses to be live on the stand-in or without the sandbox', () => {
    configured()
    expect(plan([], { ...official, standIn: true })).toMatchObject({
      why: expect.stringContaining('official'),
    })
    expect(plan([], { ...official, unsandboxed: true })).toMatchObject({
      why: expect.stringContaining('sandbox'),
    })
  })

  test('refuses practice on a live profile also with another’s configuration beside it', () => {
    markLive(profile)
    configured()
    expect(plan(['--practice', '--config', profile.configuration]).kind).toBe('refuse')
  })

  test.each([
    ['a debugger', ['--inspect=0'], {}],
    ['a debugger that waits', ['--inspect-brk'], {}],
    ['a way in for another program', ['--remote-debugging-port=9222'], {}],
    ['another, with one dash', ['-remote-debugging-pipe'], {}],
    ['no sandbox for one process', ['--disable-gpu-sandbox'], {}],
    ['any certificate at all', ['--ignore-certificate-errors'], {}],
    ['a name server of its own', ['--host-resolver-rules=MAP * 127.0.0.1'], {}],
    ['a record of its lines', ['--log-net-log=/tmp/x'], {}],
    ['code loaded first', ['-r', '/tmp/x.js'], {}],
    ['another scenario', ['--scenario', 'storm'], {}],
    ['options for Node', [], { NODE_OPTIONS: '--require /tmp/x.js' }],
    ['no certificate needed', [], { NODE_TLS_REJECT_UNAUTHORIZED: '0' }],
    ['one more authority', [], { NODE_EXTRA_CA_CERTS: '/tmp/ca.pem' }],
    ['its line’s keys written down', [], { SSLKEYLOGFILE: '/tmp/keys' }],
    ['another page', [], { ELECTRON_RENDERER_URL: 'http://127.0.0.1:5173' }],
    ['no loudspeaker', [], { VAKTROM_SOUND: 'without-device' }],
  ])('refuses to be live with %s, and names it', (_what, args, environment) => {
    configured()
    const meddled = meddledWith(['/out/main/index.js', ...args], environment)
    const named = args[0]?.split('=')[0] ?? Object.keys(environment)[0] ?? ''
    expect(plan([], { ...official, meddled })).toMatchObject({
      kind: 'refuse',
      why: expect.stringContaining(named),
    })
  })

  test('is live with what a desk needs', () => {
    const args = [
      '.',
      '--live',
      '--profile',
      '/p',
      '--ask-passphrase',
      '--password-store=gnome-libsecret',
      '--use-angle=swiftshader',
    ]
    expect(meddledWith(args, { HOME: '/home/desk', VAKTROM_PROFILE: '/p', NODE_OPTIONS: '' })).toEqual([])
  })
})

describe('arguments', () => {
  test.each([
    [['--seed', 'x'], '--seed x'],
    [['--seed', '1.5'], 'whole'],
    [['--residents', '0'], '--residents 0'],
    [['--residents', '100001'], '--residents'],
    [['--speed', '-1'], '--speed'],
    [['--config'], '--config needs a value'],
    [['--profile', '--practice'], '--profile needs a value'],
    [['--practice', '--live'], 'exclude'],
  ])('%j are refused with the reason', (args, why) => {
    expect(readArguments(args, {})).toMatchObject({ ok: false, why: expect.stringContaining(why) })
  })

  test('let Chromium’s switches through and name what nobody knows', () => {
    const read = readArguments(['/out/main/index.js', '--no-sandbox', '--practise', '--inspect=0'], {})
    expect(read).toMatchObject({ ok: true, unknown: ['--practise'], asked: { mode: 'unsaid' } })
  })

  test('take the profile from the environment unless it is named', () => {
    const environment = { VAKTROM_PROFILE: '/a' }
    expect(readArguments([], environment)).toMatchObject({ asked: { profile: '/a' } })
    expect(readArguments(['--profile', '/b'], environment)).toMatchObject({ asked: { profile: '/b' } })
  })
})
