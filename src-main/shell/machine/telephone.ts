/**
 * The `tel:` address (RFC 3966) of a number as it stands in the register, or null where it is none: nothing else is
 * ever handed to the system. Digits with an optional leading `+`; blanks, dots, hyphens and brackets are left out.
 * Three digits is the shortest (110, 113), fifteen the longest (E.164).
 */
export const telephoneUri = (number: string): string | null => {
  const bare = number.replace(/[\s\u00a0().-]/g, '')
  return /^(?:\+[1-9]\d{6,14}|\d{3,15})$/.test(bare) ? `tel:${bare}` : null
}
