import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'

/** Electron checks the archive against a digest in the program on macOS and Windows only; on Linux it would look for none. */
const CHECKS_ARCHIVE = process.platform !== 'linux'

/**
 * What the packaged program may still do of all that Electron can. Every fuse is said: one that a later Electron adds
 * stops the packaging until somebody has thought about it.
 */
export const FUSES = {
  // Otherwise whoever can set an environment variable has a Node with this program's name and rights.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // No cookie is ever set; should one be, it lies sealed.
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: CHECKS_ARCHIVE,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Pages come by app://, none by file://.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Electron's default: bounds of WebAssembly are guarded by the processor, not by code.
  [FuseV1Options.WasmTrapHandlers]: true,
}

/** @param {string} program */
export const blowFuses = async (program) => {
  await flipFuses(program, { version: FuseVersion.V1, strictlyRequireAllFuses: true, ...FUSES })
}
