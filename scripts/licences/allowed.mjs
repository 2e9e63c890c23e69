// Which licences a dependency may have. A new one is added here, with its reason, or the dependency is not taken.

/** For everything, also for what is shipped: permissive, and compatible with Apache-2.0, under which Vaktrom is. */
export const ALLOWED = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
]

/**
 * @typedef {object} Exception
 * @property {string} name a package's name, or all of them that begin alike: `lightningcss*`
 * @property {string} licence
 * @property {boolean} shipped whether it may be in a package that others get
 * @property {string} why
 */

/** @type {readonly Exception[]} */
export const EXCEPTIONS = [
  {
    name: '@fontsource-variable/inter',
    licence: 'OFL-1.1',
    shipped: true,
    why: 'a typeface: it may be given away with software, under its own name and licence',
  },
  {
    name: 'lightningcss*',
    licence: 'MPL-2.0',
    shipped: false,
    why: 'writes the style sheets at build time; its own files are not changed',
  },
  {
    name: 'axe-core',
    licence: 'MPL-2.0',
    shipped: false,
    why: 'looks at pages in tests; its own files are not changed',
  },
  {
    name: '@axe-core/playwright',
    licence: 'MPL-2.0',
    shipped: false,
    why: 'brings axe-core into a page in tests',
  },
  {
    name: 'argparse',
    licence: 'Python-2.0',
    shipped: false,
    why: 'reads the YAML of electron-builder: permissive, a translation of Python’s own',
  },
  {
    name: 'caniuse-lite',
    licence: 'CC-BY-4.0',
    shipped: false,
    why: 'figures about browsers, read while a bundle is made; none of them is in it',
  },
  {
    name: 'spdx-exceptions',
    licence: 'CC-BY-3.0',
    shipped: false,
    why: 'a list of licence exceptions, read by the check of licences itself',
  },
  {
    name: 'spdx-ranges',
    licence: '(MIT AND CC-BY-3.0)',
    shipped: false,
    why: 'a list of licence versions, read by the check of licences itself',
  },
  {
    name: 'jsonify',
    licence: 'Public Domain',
    shipped: false,
    why: 'comes along with a patching tool that the Bluetooth socket names and never runs',
  },
  {
    name: 'truncate-utf8-bytes',
    licence: 'WTFPL',
    shipped: false,
    why: 'cuts file names for electron-builder; the licence asks for nothing',
  },
]
