import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { ScaipElements } from '../../src-domain/alarm/scaip.ts'

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, processEntities: false })

/** The elements of the one `<mrq>`; null for anything else. */
export const readElements = (raw: string): ScaipElements | null => {
  const document = documentOf(raw)
  const mrq = isObject(document) ? document.mrq : null
  if (!isObject(mrq)) return null
  return Object.fromEntries(
    Object.entries(mrq).flatMap(([tag, value]) =>
      typeof value === 'string' ? [[tag.toLowerCase(), value]] : [],
    ),
  )
}

const documentOf = (raw: string): unknown => {
  try {
    return XMLValidator.validate(raw) === true ? parser.parse(raw) : null
  } catch {
    // The parser's own limits, such as entities in one another: nothing that a controller sends.
    return null
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
