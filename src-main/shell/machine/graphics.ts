import { readdirSync } from 'node:fs'
import { app } from 'electron'

export type Graphics = 'gpu' | 'software'

/**
 * Before the app is ready, since Chromium reads its switches once. Remote desktops and virtual machines often have no
 * GPU; then WebGL is drawn by SwiftShader on the processor. `VAKTROM_GRAPHICS=gpu|software` overrules.
 * SwiftShader stays allowed with a GPU too: it takes over when a driver fails. It draws the map alone: the
 * rest of the window costs Chromium's own painter an eighth of what a simulated GPU takes over it, and at the start and
 * in a storm the queue stood waiting for that.
 */
export const chooseGraphics = (environment: NodeJS.ProcessEnv): Graphics => {
  const chosen = decideGraphics(environment.VAKTROM_GRAPHICS, process.platform, renderNodes())
  app.commandLine.appendSwitch('enable-unsafe-swiftshader')
  // A page whose GPU process died would otherwise get no WebGL until the next start; our pages are all our own.
  app.disableDomainBlockingFor3DAPIs()
  if (chosen === 'software') {
    app.commandLine.appendSwitch('use-angle', 'swiftshader')
    app.commandLine.appendSwitch('disable-gpu-compositing')
    // After some deaths of a driver Chromium falls back to SwiftShader. Below that there is nothing to fall back to:
    // it would end main.
    app.commandLine.appendSwitch('disable-gpu-process-crash-limit')
  }
  return chosen
}

/** Linux tells by its device nodes; elsewhere every desktop has a GPU until Chromium says otherwise. */
export const decideGraphics = (
  asked: string | undefined,
  platform: NodeJS.Platform,
  nodes: readonly string[],
): Graphics => {
  if (asked === 'gpu' || asked === 'software') return asked
  if (platform !== 'linux') return 'gpu'
  return nodes.some((node) => node.startsWith('renderD')) ? 'gpu' : 'software'
}

/** What Chromium found in the end; known only once its GPU process has answered. */
export const watchGraphics = (tell: (found: Graphics) => void): void => {
  app.on('gpu-info-update', () => {
    const { webgl2 } = app.getGPUFeatureStatus() as { readonly webgl2?: string }
    tell(webgl2 === 'enabled' || webgl2 === 'enabled_force' ? 'gpu' : 'software')
  })
}

const renderNodes = (): readonly string[] => {
  try {
    return readdirSync('/dev/dri')
  } catch {
    return []
  }
}
