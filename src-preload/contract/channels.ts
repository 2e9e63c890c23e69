/** Names of the lines between shell and a preload; what runs over them is in `contract.ts` and `sound.ts`. */
export const channels = {
  /** Window → shell: a call with `to: 'shell'`, as `{name, args}`; answered. */
  call: 'vaktrom:call',
  /** Window → shell: the window listens now; send a (new) port to core. */
  connect: 'vaktrom:connect',
  /** Window and sound window → shell, once a second: the page's own thread runs. */
  alive: 'vaktrom:alive',
  /** Window → shell: the page is about to be silent and to draw nothing, until the system's print dialog is closed. */
  printing: 'vaktrom:printing',
  soundAlive: 'vaktrom:sound-alive',
  /** Shell → window: that port, `MessagePort` first of its ports. */
  port: 'vaktrom:port',
  /** Shell → window: `{state, restarts}` of core. */
  core: 'vaktrom:core',
  /** Shell → window: how what is kept here is opened, `{state, kind}`. */
  vault: 'vaktrom:vault',
  /** Shell → window: `{caseId}` to open. */
  show: 'vaktrom:show',
  /** Sound window → shell and back, like `connect` and `port`. */
  soundConnect: 'vaktrom:sound-connect',
  soundPort: 'vaktrom:sound-port',
  /** Sound window → shell: no device for a while; begin the system's sound anew. */
  soundDeviceless: 'vaktrom:sound-deviceless',
} as const
