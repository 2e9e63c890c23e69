import { tellByCommand } from './command.ts'
import type { FallbackConfig } from './config.ts'
import type { Hook } from './told.ts'
import { tellByWebhook } from './webhook.ts'

export const openHook = (config: FallbackConfig): Hook =>
  config.kind === 'webhook' ? tellByWebhook(config) : tellByCommand(config)
