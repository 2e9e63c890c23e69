/**
 * What a live desk is not started with: switches and variables that let somebody watch, steer or mislead it. Chromium
 * has hundreds of switches and gets new ones with each release, so those are named that may stand, and no others.
 */
const harmless = [
  // Ours; `--practice` makes it no live desk.
  'live',
  'profile',
  'config',
  'ask-passphrase',
  // How it looks and what draws it.
  'lang',
  'force-device-scale-factor',
  'high-dpi-support',
  'ozone-platform',
  'ozone-platform-hint',
  'enable-wayland-ime',
  'use-gl',
  'use-angle',
  'enable-unsafe-swiftshader',
  'disable-gpu',
  'disable-gpu-compositing',
  'disable-dev-shm-usage',
  // Which keyring; one that protects nothing is refused by itself.
  'password-store',
]

/** Read by Node, Electron or Chromium, or made for our own tests and development. */
const meddling = [
  'NODE_OPTIONS',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'NODE_EXTRA_CA_CERTS',
  'NODE_DEBUG',
  'NODE_V8_COVERAGE',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'SSLKEYLOGFILE',
  'ELECTRON_RUN_AS_NODE',
  'ELECTRON_RENDERER_URL',
  'ELECTRON_ENABLE_LOGGING',
  'ELECTRON_LOG_FILE',
  'ELECTRON_DEBUG_DRAG_REGIONS',
  'CHROME_LOG_FILE',
  'VAKTROM_SOUND',
]

/** The switches, with their dashes, and variables that no live desk runs with. */
export const meddledWith = (args: readonly string[], environment: NodeJS.ProcessEnv): readonly string[] => [
  ...args.flatMap((arg) => {
    const name = /^(--?[^-=][^=]*)/.exec(arg)?.[1]
    return name === undefined || harmless.includes(name.replace(/^--?/, '')) ? [] : [name]
  }),
  ...meddling.filter((name) => environment[name]),
]
