import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

// The oldest Electron that has to run the build is 42 (the stand-in of scripts/electron.mjs).
const NODE_TARGET = 'node24.15'
const CHROME_TARGET = 'chrome148'

export default defineConfig({
  main: {
    build: {
      target: NODE_TARGET,
      // Packages under "dependencies" stay outside the bundle: better-sqlite3 finds its binary beside itself.
      externalizeDeps: true,
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: 'src-main/index.ts',
          core: 'src-main/core/index.ts',
          reader: 'src-main/core/reader/index.ts',
          centre: 'src-centre/index.ts',
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: NODE_TARGET,
      // A sandboxed preload can load nothing but itself: everything is bundled, one file per entry.
      externalizeDeps: false,
      isolatedEntries: true,
      rolldownOptions: {
        input: { index: 'src-preload/index.ts', sound: 'src-preload/sound.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react()],
    build: {
      target: CHROME_TARGET,
      sourcemap: true,
      chunkSizeWarningLimit: 4096,
      rolldownOptions: { input: { index: 'src-renderer/index.html', sound: 'src-renderer/sound.html' } },
    },
    worker: { format: 'es' },
  },
})
