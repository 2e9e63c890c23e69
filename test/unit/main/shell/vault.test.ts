import { describe, expect, test } from 'vitest'
import { chooseVault, fileVault } from '../../../../src-main/shell/keeping/vault.ts'

const keyring = { ...fileVault, kind: 'system' } as const

describe('what protects the keys of a profile', () => {
  test('is the keyring where there is one; without one a live desk asks for a passphrase and practice says so', () => {
    expect(chooseVault('live', keyring, null, false)).toEqual({ vault: keyring })
    expect(chooseVault('live', null, null, false)).toEqual({ ask: 'begin' })
    expect(chooseVault('practice', null, null, false)).toEqual({ vault: fileVault })
    expect(chooseVault('practice', null, null, true)).toEqual({ ask: 'begin' })
  })

  test('stays what it was at the beginning: no new key for an old replica', () => {
    expect(chooseVault('live', null, 'system', false)).toEqual({ ask: 'keyringAway' })
    expect(chooseVault('practice', null, 'system', false)).toEqual({ ask: 'keyringAway' })
    expect(chooseVault('live', keyring, 'passphrase', false)).toEqual({ ask: 'asked' })
    expect(chooseVault('practice', keyring, 'file', true)).toEqual({ vault: fileVault })
    expect(() => chooseVault('live', keyring, 'file', false)).toThrow(/plain text/)
  })
})
