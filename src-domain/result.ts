/** An expected failure is a value: it says what was refused, and carries what the words on the screen need. */
export type Refusal = {
  readonly code: RefusalCode
  /** Names and times that the sentence on the screen needs, such as who owns the alarm already. */
  readonly detail: Readonly<Record<string, string | number>>
}

export type Result<T, E = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E }

export const refusalCodes = [
  'alreadyOwned',
  'alreadyClosed',
  'notOwner',
  'notOpen',
  'notWaiting',
  'reasonMissing',
  'needsArrivalOrContact',
  'unknownCase',
  'unknownUnit',
  'unknownDoor',
  'unknownGrant',
  'unknownPress',
  'pressUnacknowledged',
  'unknownDispatch',
  'unitBusy',
  'unitOffShift',
  'noHandset',
  'handsetBlocked',
  'noLockAtDoor',
  'doorNotInChain',
  'noDoors',
  'windowInvalid',
  'serviceEnded',
  'grantEnded',
  'roleNotAllowed',
  'notSignedIn',
  'signInRefused',
  'proveAgain',
  'tooLate',
  'unreadable',
  'unknownCommand',
  'centreAway',
  'dispatchEnded',
  'notDispatched',
  'otherProvider',
  'incidentNumberMissing',
  'noBlock',
  'caseExists',
  'incidentOpen',
  'noKeypad',
  'tooManyCodes',
  'noSharedCode',
  'unknownKeyStore',
  'keyIsOut',
  'keyIsBack',
  'unknownHandset',
  'handsetNotBlocked',
  'unknownCode',
  'notForReview',
  'unknownKey',
  'keySigns',
  'keyStillOpens',
  'tooManyKeys',
  'secretWithheld',
  'changedSince',
  'notIncident',
  'notInStock',
  'unitOnTest',
  'noServiceKey',
  'ownedByResident',
  'unknownTest',
  'testRuns',
  'testEnded',
  'notYourTest',
  'alreadySigned',
  'notWiped',
  'notNear',
  'tooManyQueued',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

export const refuse = (
  code: RefusalCode,
  detail: Refusal['detail'] = {},
): { readonly ok: false; readonly error: Refusal } => ({ ok: false, error: { code, detail } })

/** Makes a switch over a union fail to compile when a case is new. */
export const never = (value: never): never => {
  throw new Error(`no case for ${JSON.stringify(value)}`)
}
