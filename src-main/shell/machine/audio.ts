import { app } from 'electron'

/**
 * Ends Chromium's audio process; it starts a new one at the next sound, which finds the sound server that there is now.
 * Seen with PulseAudio: after the server was restarted, the old process never listed a device again.
 */
export const renewAudio = (): void => {
  for (const { name, pid } of app.getAppMetrics()) if (name === 'Audio Service') process.kill(pid)
}
