// The baseline of a start: a window with one paragraph, under the switches that the console sets for itself.
import { app, BrowserWindow } from 'electron'

app.setPath('userData', `${process.env.VAKTROM_PROFILE}/chromium`)
app.enableSandbox()
app.commandLine.appendSwitch('enable-unsafe-swiftshader')
app.commandLine.appendSwitch('use-angle', 'swiftshader')
app.commandLine.appendSwitch('disable-gpu-compositing')

const open = async () => {
  const window = new BrowserWindow({
    width: 1600,
    height: 1000,
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, spellcheck: false, backgroundThrottling: false },
  })
  window.once('ready-to-show', () => window.show())
  await window.loadURL('data:text/html,<p>Nothing yet.</p>')
}
// Awaited here it would never come: Electron is ready only once this module has run.
void app.whenReady().then(open)
