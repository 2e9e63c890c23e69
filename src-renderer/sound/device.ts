/** Long enough for a headset to be plugged in again; then something is stuck. */
const patience = 10_000
const betweenTries = 60_000

/**
 * Whether this machine has something to sound from. Without a device Chromium plays into a null output and looks just as
 * well: the context runs, samples leave, nobody hears. So the device itself is asked for. `deviceless` is told when there
 * has been none for a while: Chromium does not find a sound server again that was restarted under it.
 */
export const watchDevices = (changed: (present: boolean) => void, deviceless: () => void): void => {
  let tryAt = performance.now() + patience
  const seen = (present: boolean): void => {
    changed(present)
    const now = performance.now()
    if (present) tryAt = now + patience
    else if (now >= tryAt) {
      tryAt = now + betweenTries
      deviceless()
    }
  }
  const look = (): void =>
    void navigator.mediaDevices.enumerateDevices().then(
      (devices) => seen(devices.some((device) => device.kind === 'audiooutput')),
      () => seen(false),
    )
  navigator.mediaDevices.addEventListener('devicechange', look)
  // A remote desktop's sound may go without the event.
  setInterval(look, 2_000)
  look()
}
