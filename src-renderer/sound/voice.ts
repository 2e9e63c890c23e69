import { burstOf, gainAt, harmonics, type Pattern } from './patterns.ts'

/** Peaks of this size and up are sound; below lies rounding. −60 dB of full scale. */
const audible = 0.001

/**
 * The graph: pulses → loudness → analyser → device. The analyser stands last, so what it sees is what leaves.
 */
export const openVoice = () => {
  const context = new AudioContext({ latencyHint: 'interactive' })
  const loudness = context.createGain()
  const analyser = context.createAnalyser()
  const wave = context.createPeriodicWave(new Float32Array(harmonics.length), new Float32Array(harmonics))
  const window = new Float32Array(analyser.fftSize)
  let playing: OscillatorNode[] = []
  loudness.connect(analyser).connect(context.destination)

  const silence = (): void => {
    for (const oscillator of playing) oscillator.disconnect()
    playing = []
  }

  return {
    context,
    silence,
    /** One burst from now; what was still sounding of an earlier one ends. */
    burst: (pattern: Pattern, level: number): void => {
      silence()
      loudness.gain.value = gainAt(level)
      const now = context.currentTime + 0.01
      for (const { at, long, hertz } of burstOf(pattern)) {
        const oscillator = context.createOscillator()
        const envelope = context.createGain()
        oscillator.setPeriodicWave(wave)
        oscillator.frequency.value = hertz
        // Rising over a fifth of the pulse (the standard's 10–40 %): a click startles, a swell does not.
        envelope.gain.setValueAtTime(0, now + at)
        envelope.gain.linearRampToValueAtTime(1, now + at + long * 0.2)
        envelope.gain.setValueAtTime(1, now + at + long * 0.7)
        envelope.gain.linearRampToValueAtTime(0, now + at + long)
        oscillator.connect(envelope).connect(loudness)
        oscillator.start(now + at)
        oscillator.stop(now + at + long)
        oscillator.onended = () => {
          envelope.disconnect()
          playing = playing.filter((one) => one !== oscillator)
        }
        playing.push(oscillator)
      }
    },
    /** Whether sound is in what leaves right now (the last 43 ms at 48 kHz). */
    leaves: (): boolean => {
      analyser.getFloatTimeDomainData(window)
      return window.some((sample) => Math.abs(sample) > audible)
    },
  }
}
export type Voice = ReturnType<typeof openVoice>
