/**
 * Anything at all as text to be kept, at most `most` characters and never a throw: what nobody could read may be ten
 * megabytes, a thousand levels deep, or no JSON at all.
 */
export const rawText = (value: unknown, most: number): string => written(value, most, () => true)

/**
 * The same without its words: a string stays only where it is an identifier by its key and by its look. Consoles,
 * phones and adapters send session tokens, PINs, codes and residents' names, and what is kept because it could not be
 * read is sealed under nobody's key.
 */
export const outlineText = (value: unknown, most: number): string => written(value, most, isIdentifier)

/** `key`: under which the string stands; empty for one that stands by itself. */
type Keeps = (key: string, text: string) => boolean

/** Keys that name things. A UUID is 36 characters; a session token is longer. */
const isIdentifier: Keeps = (key, text) =>
  /(^id|^kind|^do|^state|^source|^result|Id|Ids)$/.test(key) && /^[A-Za-z0-9._:-]{1,36}$/.test(text)

/** Deeper than any message of ours; what is below is only counted as being there. */
const deepest = 40

const written = (value: unknown, most: number, keeps: Keeps): string => {
  const parts: string[] = []
  let left = most
  const put = (text: string): void => {
    parts.push(text.slice(0, Math.max(0, left)))
    left -= text.length
  }
  const list = (key: string, items: readonly unknown[], depth: number): void => {
    put('[')
    for (const [i, item] of items.entries()) {
      if (left <= 0) return
      if (i > 0) put(',')
      one(key, item, depth)
    }
    put(']')
  }
  const record = (fields: object, depth: number): void => {
    put('{')
    let first = true
    for (const key of Object.keys(fields)) {
      if (left <= 0) return
      put(`${first ? '' : ','}${JSON.stringify(key.slice(0, 200))}:`)
      first = false
      one(key, Reflect.get(fields, key), depth)
    }
    put('}')
  }
  const one = (key: string, item: unknown, depth: number): void => {
    if (typeof item === 'string') {
      put(
        keeps(key, item) ? JSON.stringify(item.slice(0, Math.max(0, left))) : `"(${item.length} characters)"`,
      )
    } else if (typeof item !== 'object' || item === null) put(String(item))
    else if (ArrayBuffer.isView(item)) put(`"(${item.byteLength} bytes)"`)
    else if (depth >= deepest) put('"…"')
    else if (Array.isArray(item)) list(key, item, depth + 1)
    else record(item, depth + 1)
  }
  if (typeof value === 'string' && keeps('', value)) put(value)
  else one('', value, 0)
  return parts.join('')
}
