import './jitless.ts'
import { contextBridge, ipcRenderer } from 'electron'
import { openBridge } from './bridge.ts'
import { channels } from './contract/channels.ts'

/** The only way out of a console window: `window.vaktrom`, derived from the contract. */
const { bridge, onPort, onCore, onVault, onShow } = openBridge({
  askShell: (name, args) => ipcRenderer.invoke(channels.call, { name, args }),
  connect: () => ipcRenderer.send(channels.connect),
  later: (run, ms) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
})

ipcRenderer.on(channels.port, (event) => {
  const [port] = event.ports
  if (port === undefined) return
  onPort({
    post: (message) => port.postMessage(message),
    listen: (listener) => {
      port.onmessage = (message) => listener(message.data)
    },
    close: () => port.close(),
  })
})
ipcRenderer.on(channels.core, (_event, message: unknown) => onCore(message))
ipcRenderer.on(channels.vault, (_event, message: unknown) => onVault(message))
ipcRenderer.on(channels.show, (_event, message: unknown) => onShow(message))

// From the thread that draws: a page that hangs is silent.
const sayAlive = (): void => ipcRenderer.send(channels.alive)
addEventListener('DOMContentLoaded', sayAlive)
setInterval(sayAlive, 1_000)
// The system's dialog holds that thread for as long as it is open.
addEventListener('beforeprint', () => ipcRenderer.send(channels.printing))

contextBridge.exposeInMainWorld('vaktrom', bridge)
