/**
 * Whether this machine has something to sound from. Without a device Chromium plays into a null output and looks just as
 * well: the context runs, samples leave, nobody hears. So the device itself is asked for.
 */
export const watchDevices = (changed: (present: boolean) => void): void => {
  const look = async (): Promise<void> => {
    const devices = await navigator.mediaDevices.enumerateDevices()
    changed(devices.some((device) => device.kind === 'audiooutput'))
  }
  const lookOrLost = (): void => void look().catch(() => changed(false))
  navigator.mediaDevices.addEventListener('devicechange', lookOrLost)
  // A remote desktop's sound may go without the event.
  setInterval(lookOrLost, 2_000)
  lookOrLost()
}
