import type { TFunction } from 'i18next'

/** How what was measured is written: figures as a technician says them, with the decimal mark of the language. */
export type Measures = {
  readonly volts: (mv: number) => string
  readonly amps: (ma: number) => string
  /** Seconds, to the hundredth below ten. */
  readonly seconds: (ms: number) => string
  readonly percent: (part: number) => string
}

export const measuresIn = (language: string): Measures => {
  const number = (value: number, digits: number): string =>
    value.toFixed(digits).replace('.', language === 'en' ? '.' : ',')
  return {
    volts: (mv) => `${number(mv / 1_000, 2)} V`,
    amps: (ma) => `${Math.round(ma)} mA`,
    seconds: (ms) => `${number(ms / 1_000, Math.abs(ms) < 10_000 ? 2 : 1)} s`,
    percent: (part) => `${Math.round(part * 100)} %`,
  }
}

const models = ['danalockV3', 'dKey', 'strike', 'private'] as const

/** A model by its code, or as it calls itself. */
export const modelName = (model: string, t: TFunction): string => {
  const known = models.find((one) => one === model)
  return known ? t(`door.models.${known}`) : model
}
