import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { ScaipElements } from '../../src-domain/alarm/scaip.ts'

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, processEntities: false })

/** The elements of the one `<mrq>`; null for anything else. */
export const readElements = (raw: string): ScaipElements | null => {
  if (XMLValidator.validate(raw) !== true) return null
  const document: unknown = parser.parse(raw)
  const mrq = isObject(document) ? document.mrq : null
  if (!isObject(mrq)) return null
  return Object.fromEntries(
    Object.entries(mrq).flatMap(([tag, value]) =>
      typeof value === 'string' ? [[tag.toLowerCase(), value]] : [],
    ),
  )
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
