import { app } from 'electron'

/** Quitting takes the steps in the order in which they were added, and ends whatever becomes of them. */
export const openEnding = (failed: (error: unknown) => void) => {
  const steps: (() => Promise<void>)[] = []
  let ending = false
  app.on('before-quit', (event) => {
    if (ending) return
    ending = true
    event.preventDefault()
    void (async () => {
      for (const step of steps) await step().catch(failed)
      app.exit(0)
    })()
  })
  return { add: (step: () => Promise<void>): void => void steps.push(step), ending: (): boolean => ending }
}
