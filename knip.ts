import type { KnipConfig } from 'knip'

/** A page's scripts, as the imports that they are. */
const scriptsOf = (html: string): string =>
  [...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, source]) => `import '${source}'`).join('\n')

const config: KnipConfig = {
  entry: [
    'src-main/index.ts',
    'src-main/core/index.ts',
    'src-main/core/reader/index.ts',
    'src-main/dongle/index.ts',
    'src-centre/index.ts',
    'src-preload/index.ts',
    'src-preload/sound.ts',
    'src-renderer/*.html',
    'scripts/*.mjs',
    'scripts/tour/index.ts',
    'test/bench/index.ts',
    'test/chaos/index.ts',
    'test/e2e/centre-process.ts',
    'test/build/utility.ts',
    'test/virtual-lock/bench-process.ts',
    'test/**/*.{test,spec}.{ts,tsx}',
  ],
  project: ['src-*/**/*.{ts,tsx,html}', 'scripts/**/*.{mjs,ts}', 'test/**/*.{ts,tsx}'],
  compilers: { html: scriptsOf },
  ignoreExportsUsedInFile: true,
  // Started by name from scripts/check.mjs; the last types an alias, which hides the name it is for.
  ignoreDependencies: ['dependency-cruiser', 'oxlint', 'oxlint-tsgolint', '@types/better-sqlite3'],
  ignoreBinaries: ['Xvfb', 'dpkg-deb', 'mount', 'prlimit', 'script', 'setpriv', 'umount'],
}

export default config
