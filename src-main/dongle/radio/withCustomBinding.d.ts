/** The library's own way to be told which adapter, which its types leave out. One object for each call. */
declare module '@abandonware/noble/with-custom-binding.js' {
  const openLibrary: (options: { readonly deviceId?: number }) => typeof import('@abandonware/noble')
  export default openLibrary
}
