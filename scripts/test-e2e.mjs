// `node scripts/test-e2e.mjs [ARGS OF PLAYWRIGHT]`: the real window through its work.
import { run } from './run.mjs'

/**
 * Most of an end-to-end test is waiting, so two halves run side by side, each on a display of its own: focus is one of
 * the things that are tested, and a display has only one. Where somebody sits at the display, or asks for certain tests,
 * there is one run.
 */
const asked = process.argv.slice(2)
const halves = asked.length > 0 || process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? 1 : 2

const half = (/** @type {number} */ n) =>
  run('node', [
    'scripts/with-display.mjs',
    'playwright',
    'test',
    '--project=console',
    `--shard=${n}/${halves}`,
    `--output=test-results/${n}`,
    ...asked,
  ])

const ended = await Promise.all(Array.from({ length: halves }, (_, i) => half(i + 1)))
process.exitCode = Math.max(...ended.map(({ code }) => code))
