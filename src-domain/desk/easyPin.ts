const shortest = 6

/** Too short, one sign again and again, or a run of digits such as 123456: what is tried first (ours). */
export const isEasyPin = (pin: string): boolean => {
  const steps = new Set(
    Array.from({ length: Math.max(0, pin.length - 1) }, (_, n) => pin.charCodeAt(n + 1) - pin.charCodeAt(n)),
  )
  const [step] = steps
  return pin.length < shortest || (steps.size === 1 && step !== undefined && Math.abs(step) <= 1)
}
