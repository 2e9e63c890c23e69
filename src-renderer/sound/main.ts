import type { SoundBridge } from '../../src-preload/contract/sound.ts'
import { watchDevices } from './device.ts'
import { openPlayer } from './player.ts'

/** The sound page: what core asks for is played, and what truly sounds is reported each second and on every change. */
declare global {
  interface Window {
    readonly vaktromSound: SoundBridge
  }
}

const player = openPlayer((state) => {
  window.vaktromSound.report(state)
  // Nobody sees this page. What was seen in its output stands in it all the same: tests read the sink, not core's word.
  document.documentElement.dataset.sounding = JSON.stringify(state)
})

// Practice and tests on machines without a sound device, said by the shell; a live desk never has it.
if (location.search === '?without-device') player.device(true)
else watchDevices(player.device, window.vaktromSound.deviceless)

window.vaktromSound.listen((message) => {
  switch (message.kind) {
    case 'play':
      return player.play(message)
    case 'test':
      return player.test()
    // Something is asked for that this version cannot read: better a wrong alarm than none.
    case 'unreadable':
      return player.play({ pattern: 'blind', level: 3, ringing: [] })
  }
})
