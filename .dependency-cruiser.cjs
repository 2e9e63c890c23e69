// Which way the arrows point. test/architecture plants a breach of every rule and sees it named.

/** Whatever lies in a folder of ours, seen from the root. */
const inside = (...folders) => folders.map((folder) => `^${folder}/`)
const ELECTRON = '^electron($|/)|node_modules/electron/'
const SQLITE = '^better-sqlite3($|/)|node_modules/better-sqlite3/'
const RADIO = '^@abandonware/|node_modules/@abandonware/'
const ZOD = '^zod($|/)|node_modules/zod/'

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    rule(
      'domain-stands-alone',
      'src-domain is pure: itself and zod, no platform.',
      { path: inside('src-domain') },
      { pathNot: [...inside('src-domain'), ZOD] },
    ),
    rule(
      'contract-stands-on-domain',
      'The contract is read by every process: itself, the domain and zod.',
      { path: inside('src-preload/contract') },
      { pathNot: [...inside('src-preload/contract', 'src-domain'), ZOD] },
    ),
    rule(
      'preload-reaches-only-contract',
      'A preload is the bridge derived from the contract, nothing more.',
      { path: inside('src-preload'), pathNot: inside('src-preload/contract') },
      { pathNot: [...inside('src-preload', 'src-domain'), ELECTRON, ZOD] },
    ),
    rule(
      'renderer-reaches-only-contract',
      'A renderer knows its own folder, the contract and the domain.',
      { path: inside('src-renderer') },
      {
        path: '^(src-|scripts/|test/)',
        pathNot: inside('src-renderer', 'src-preload/contract', 'src-domain'),
      },
    ),
    rule(
      'renderer-has-no-electron',
      'A renderer is sandboxed: no Node, no Electron.',
      { path: inside('src-renderer') },
      { path: ELECTRON },
    ),
    rule(
      'renderer-has-no-builtins',
      'A renderer is sandboxed: no Node, no Electron.',
      { path: inside('src-renderer') },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'features-are-strangers',
      'A feature never imports another; what they share is in ui, feed or app.',
      { path: '^src-renderer/features/([^/]+)/' },
      { path: '^src-renderer/features/', pathNot: '^src-renderer/features/$1/' },
    ),
    rule(
      'electron-only-in-shell',
      "Electron's own API stays in the shell; core, dongle and the centre run without it.",
      { path: inside('src-main', 'src-centre'), pathNot: ['^src-main/shell/', '^src-main/index[.]ts$'] },
      { path: ELECTRON },
    ),
    rule(
      'radio-in-the-dongle',
      'What the Bluetooth library breaks ends the dongle’s process and no other.',
      { pathNot: [...inside('src-main/dongle', 'test'), 'node_modules'] },
      { path: RADIO },
    ),
    rule(
      'dongle-stands-alone',
      'The dongle knows core and shell by their messages; a port is a port.',
      { path: inside('src-main/dongle') },
      {
        path: inside('src-main', 'src-preload'),
        pathNot: [...inside('src-main/dongle'), '^src-main/core/port[.]ts$'],
      },
    ),
    rule(
      'console-is-not-centre',
      'The console knows the centre by its protocol alone.',
      { path: inside('src-main') },
      { path: inside('src-centre') },
    ),
    rule(
      'centre-is-not-console',
      'The centre knows consoles by the protocol alone.',
      { path: inside('src-centre') },
      { path: inside('src-main', 'src-preload', 'src-renderer') },
    ),
    rule(
      'nobody-borrows-pixels',
      'Nothing outside the renderer imports pixels.',
      { path: inside('src-main', 'src-preload') },
      { path: inside('src-renderer') },
    ),
    rule(
      'sql-in-stores',
      'SQL is spoken in the stores and the reader.',
      {
        pathNot: [
          ...inside('src-main/core/store', 'src-main/core/reader', 'src-centre/store', 'test'),
          'node_modules',
        ],
      },
      { path: SQLITE },
    ),
    rule(
      'nothing-imports-tests',
      'Test code stays in test; the tour drives the window through the same fixture.',
      { pathNot: [...inside('test', 'scripts/tour')] },
      { path: inside('test') },
    ),
    rule('no-cycles', 'A cycle is one thought in two files.', {}, { circular: true }),
    rule('nothing-unresolved', 'An import that leads nowhere.', {}, { couldNotResolve: true }),
  ],
  options: {
    // TypeScript 7 has no parser to borrow; swc's sees type-only imports too.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^out/', '[?](worker|url|raw|inline)'] },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
