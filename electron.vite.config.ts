import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { noteBundledPackages } from './scripts/package/bundled.mjs'

// The oldest Electron that has to run the build is 42 (the stand-in of scripts/electron.mjs).
const NODE_TARGET = 'node24.15'
const CHROME_TARGET = 'chrome148'

export default defineConfig({
  main: {
    plugins: [noteBundledPackages()],
    build: {
      target: NODE_TARGET,
      // A start reads one file instead of some two hundred. What stays outside: better-sqlite3 finds its binary beside
      // itself, noble those of its sockets, and the centre's server is started by nobody who waits.
      externalizeDeps: { exclude: ['zod', 'uuid', 'socket.io-client'] },
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: 'src-main/index.ts',
          app: 'src-main/shell/app.ts',
          core: 'src-main/core/index.ts',
          reader: 'src-main/core/reader/index.ts',
          dongle: 'src-main/dongle/index.ts',
          centre: 'src-centre/index.ts',
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    plugins: [noteBundledPackages()],
    build: {
      target: NODE_TARGET,
      // A sandboxed preload can load nothing but itself: everything is bundled, one file per entry.
      externalizeDeps: false,
      isolatedEntries: true,
      minify: true,
      rolldownOptions: {
        input: { index: 'src-preload/index.ts', sound: 'src-preload/sound.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react(), noteBundledPackages()],
    build: {
      target: CHROME_TARGET,
      minify: true,
      sourcemap: true,
      chunkSizeWarningLimit: 4096,
      rolldownOptions: { input: { index: 'src-renderer/index.html', sound: 'src-renderer/sound.html' } },
    },
    worker: { format: 'es', plugins: () => [noteBundledPackages()] },
  },
})
