import type { Plan } from './site.ts'

export interface Numbered {
  /** The building's number: `14`, `8B`. */
  readonly number: string
  /** One for each of the plan's doors. */
  readonly doors: readonly string[]
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Metres of street to a number, where plots are wide. */
const PACE = 30

/**
 * House numbers along each street: odd on the left, even on the right, rising from the street's start; both sides keep
 * in step. A row shares one number and its units take letters; so do the doors of a block.
 */
export function numberPlans(plans: readonly Plan[]): Numbered[] {
  const numbers: Numbered[] = new Array(plans.length)
  const sides = new Map<string, number[]>()
  plans.forEach((plan, i) => {
    const key = `${plan.frontage.street}/${plan.frontage.side}`
    const list = sides.get(key)
    if (list === undefined) sides.set(key, [i])
    else list.push(i)
  })
  for (const list of sides.values()) {
    // A row keeps together: nothing comes between its units.
    const start = new Map<string, number>()
    for (const i of list) {
      const { row, frontage } = plans[i] as Plan
      if (row !== undefined)
        start.set(row, Math.min(start.get(row) ?? Number.POSITIVE_INFINITY, frontage.along))
    }
    const place = (i: number): number =>
      start.get((plans[i] as Plan).row ?? '') ?? (plans[i] as Plan).frontage.along
    list.sort(
      (a, b) =>
        place(a) - place(b) || (plans[a] as Plan).frontage.along - (plans[b] as Plan).frontage.along || a - b,
    )
    let last = 0
    const rows = new Map<string, { number: number; units: number }>()
    for (const i of list) {
      const plan = plans[i] as Plan
      const row = plan.row === undefined ? undefined : rows.get(plan.row)
      if (row !== undefined) {
        row.units += 1
        const number = `${row.number}${LETTERS[row.units - 1] ?? `-${row.units}`}`
        numbers[i] = { number, doors: [number] }
        continue
      }
      const parity = plan.frontage.side === 0 ? 1 : 2
      const byPlace = parity + 2 * Math.floor(plan.frontage.along / PACE)
      const number =
        last === 0 ? Math.min(byPlace, parity + 4) : Math.max(last + 2, Math.min(byPlace, last + 6))
      last = number
      if (plan.row !== undefined) {
        rows.set(plan.row, { number, units: 1 })
        numbers[i] = { number: `${number}A`, doors: [`${number}A`] }
      } else if (plan.doors.length > 1) {
        numbers[i] = { number: `${number}`, doors: plan.doors.map((_, d) => `${number}${LETTERS[d] ?? ''}`) }
      } else numbers[i] = { number: `${number}`, doors: [`${number}`] }
    }
  }
  return numbers
}
