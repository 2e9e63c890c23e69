import { describe, expect, it } from 'vitest'
import { tellByCommand } from '../../../src-centre/fallback/command.ts'
import { fallbackConfig } from '../../../src-centre/fallback/config.ts'
import { notTold } from '../../../src-centre/fallback/told.ts'
import type { FallbackMessage } from '../../../src-domain/wire/fallback.ts'
import { uuidOf } from '../../build/journal.ts'

const message: FallbackMessage = {
  v: 1,
  deliveryId: uuidOf(1),
  centreId: 'test',
  municipality: 'fjordvik',
  test: true,
  at: 0,
}
const tell = (argv: readonly string[], given: AbortSignal) => {
  const config = fallbackConfig.parse({ kind: 'command', argv })
  if (config.kind !== 'command') throw new Error('not a command')
  return tellByCommand(config)(message, 1, given)
}

describe('the command', () => {
  it('that cannot even be tried is a failure with its reason, and no bug', async () => {
    const given = new AbortController().signal
    expect(await tell([process.execPath, 'a\0b'], given)).toEqual(notTold('notStarted'))
  })

  it('is not begun when its centre is ending', async () => {
    expect(await tell([process.execPath, '-e', ''], AbortSignal.abort())).toEqual(notTold('timeout'))
  })
})
