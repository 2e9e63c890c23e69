import { readScene } from './scene.ts'
import { openStage } from './stage.ts'
import type { Town } from './town.ts'

/**
 * The renderer on a stage: a page of its own whose bridge is scripted, to look at states that are rare or
 * slow to reach with a real centre. Never shipped; the scene is chosen in the address.
 */
const response = await fetch('/stage/town.json')
const town: Town = await response.json()
Object.defineProperty(window, 'vaktrom', { value: openStage(readScene(location.search), town) })
await import('../../src-renderer/main.tsx')
