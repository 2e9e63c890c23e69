import './jitless.ts'
import { contextBridge, ipcRenderer } from 'electron'
import { channels } from './contract/channels.ts'
import { fromSound, type SoundBridge, toSound } from './contract/sound.ts'

let port: MessagePort | null = null
let listening: Parameters<SoundBridge['listen']>[0] | null = null

const bridge: SoundBridge = {
  listen: (listener) => {
    listening = listener
    ipcRenderer.send(channels.soundConnect)
  },
  report: (state) => port?.postMessage(fromSound.parse(state)),
  deviceless: () => ipcRenderer.send(channels.soundDeviceless),
}

ipcRenderer.on(channels.soundPort, (event) => {
  const [fresh] = event.ports
  if (fresh === undefined) return
  port?.close()
  port = fresh
  fresh.onmessage = (message) => {
    const parsed = toSound.safeParse(message.data)
    listening?.(parsed.success ? parsed.data : { kind: 'unreadable' })
  }
})

const sayAlive = (): void => ipcRenderer.send(channels.soundAlive)
addEventListener('DOMContentLoaded', sayAlive)
setInterval(sayAlive, 1_000)

contextBridge.exposeInMainWorld('vaktromSound', bridge)
