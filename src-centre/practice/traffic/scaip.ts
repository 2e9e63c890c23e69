/** SCAIP requests (SS 91100) as a home unit writes them; the fields are told in `src-domain/alarm/scaip.ts`. */

export const devices = {
  pendant: { dty: '3', stc: '10', priority: '1' },
  pullCord: { dty: '4', stc: '10', priority: '1' },
  fall: { dty: '5', stc: '9', priority: '1' },
  panic: { dty: '7', stc: '10', priority: '1' },
  inactivity: { dty: '10', stc: '9', priority: '2' },
  door: { dty: '14', stc: '9', priority: '3' },
  wandering: { dty: '15', stc: '9', priority: '2' },
  smoke: { dty: '23', stc: '9', priority: '1' },
  heat: { dty: '25', stc: '9', priority: '1' },
  carbonMonoxide: { dty: '26', stc: '9', priority: '1' },
  flood: { dty: '33', stc: '9', priority: '2' },
} as const
export type Device = keyof typeof devices

/** What the home unit says about itself; status codes of `domain.md`. */
export const conditions = {
  batteryLow: '16',
  batteryOk: '15',
  mainsFail: '85',
  mainsBack: '86',
} as const
export type Condition = keyof typeof conditions

export type Message =
  | { readonly kind: 'press'; readonly device: Device; readonly text: string | null }
  | { readonly kind: 'cancel'; readonly device: Device }
  | { readonly kind: 'condition'; readonly condition: Condition }
  | { readonly kind: 'heartbeat' }

export const writeScaip = (
  ref: string,
  unit: { readonly cid: string; readonly number: string },
  message: Message,
): string => {
  const fields = fieldsOf(message, unit.number)
  const body = Object.entries({ ref, cid: unit.cid, ...fields })
    .map(([tag, value]) => `  <${tag}>${escaped(value)}</${tag}>\n`)
    .join('')
  return `<?xml version="1.0" encoding="UTF-8"?>\n<mrq>\n${body}</mrq>\n`
}

const fieldsOf = (message: Message, number: string): Readonly<Record<string, string>> => {
  switch (message.kind) {
    case 'press': {
      const { dty, stc, priority } = devices[message.device]
      const text: Record<string, string> = message.text === null ? {} : { ame: message.text }
      // Padded, as real units do: a receiver has to read both.
      return {
        mty: 'ME',
        dty: dty.padStart(4, '0'),
        stc: stc.padStart(4, '0'),
        pri: priority,
        crd: digits(number),
        ...text,
      }
    }
    case 'cancel':
      return { mty: 'ME', dty: devices[message.device].dty, stc: '19', crd: digits(number) }
    case 'condition':
      return { mty: 'ME', dty: '48', stc: conditions[message.condition] }
    case 'heartbeat':
      return { mty: 'PI', dty: '48', stc: '15' }
  }
}

const digits = (number: string): string => number.replaceAll(' ', '')
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
