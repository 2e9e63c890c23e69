import { app, type Session, type WebContents } from 'electron'

/** Everything that a page could do beyond drawing and calling the contract is refused, for every page there is. */
export const lockDown = (development: boolean): void => {
  app.on('web-contents-created', (_event, contents) => denyLeaving(contents, development))
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, decide) => {
    event.preventDefault()
    decide(false)
  })
  app.on('select-client-certificate', (event) => event.preventDefault())
}

/** Camera, microphone, place, notifications, USB, Bluetooth, clipboard reading, file access, …: none is used. */
export const denyPermissions = (session: Session): void => {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler(null)
  session.on('will-download', (event) => event.preventDefault())
  session.setSpellCheckerEnabled(false)
}

const denyLeaving = (contents: WebContents, development: boolean): void => {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  // The switch in webPreferences keeps the tools shut; this closes what another way in might open.
  if (!development) contents.on('devtools-opened', () => contents.closeDevTools())
}
