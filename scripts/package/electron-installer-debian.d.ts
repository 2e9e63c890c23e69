/** It brings no types: what deb.mjs uses of it. */
declare module 'electron-installer-debian' {
  const makeInstaller: (data: {
    readonly src: string
    readonly dest: string
    readonly arch: string
    readonly options: Readonly<Record<string, unknown>>
  }) => Promise<{ readonly packagePaths: readonly string[] }>
  export default makeInstaller
}
