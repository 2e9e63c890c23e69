import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { type Ms, second } from '../../src-domain/time.ts'

const loopback = ['127.0.0.1', '[::1]', 'localhost']

/** Anybody on the way could read or forge what goes out in plain text. */
const isSafe = (text: string): boolean => {
  const url = URL.parse(text)
  if (url === null) return false
  if (`${url.username}${url.password}` !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.includes(url.hostname))
}

export const webhookUrl = z.string().max(2_000).refine(isSafe, {
  message: 'https:// is needed, or http:// to this machine itself, without a name or password in it',
})

const patience = {
  /** How long the other side may take to say that it has it. */
  timeoutSeconds: z.number().min(0.2).max(60).default(10),
  /** A test delivery goes out this often, the first one at the first start; 0 for never. */
  testHours: z.number().min(0).max(168).default(24),
}

/** Where the last step of the escalation goes when no console answers. */
export const fallbackConfig = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('webhook'),
    url: webhookUrl,
    /** Shared with the receiver, which knows by it that it hears this centre. */
    secret: z.string().min(32).max(256),
    /** PEM file of the authority that signed the receiver's certificate, where that is not a public one. */
    ca: z.string().min(1).optional(),
    ...patience,
  }),
  z.strictObject({
    kind: z.literal('command'),
    /** The program and its arguments as they are: no shell reads them. */
    argv: z
      .array(z.string().max(1_000))
      .min(1)
      .max(64)
      .refine(([program]) => program !== undefined && isAbsolute(program), {
        path: [0],
        message: 'the program needs its whole path',
      }),
    ...patience,
  }),
])
export type FallbackConfig = z.infer<typeof fallbackConfig>

export const timeoutOf = (config: FallbackConfig): Ms => config.timeoutSeconds * second
