// Loaded by Electron before the console's own entry, where Playwright starts it: nothing is opened before Playwright has
// hold of the program. A page that it meets in the middle of its first navigation it waits for to no end.
const { app } = require('electron')

const ready = app.whenReady()
const held = Promise.withResolvers()
app.whenReady = () => held.promise.then(() => ready)
// By this name Playwright says that it is there.
globalThis.__playwright_run = held.resolve
// The arguments are the console's as if nothing had been there.
process.argv.splice(process.argv.indexOf('-r'), 2)
