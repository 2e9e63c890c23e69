import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { fallbackSignedText } from '../../src-domain/wire/fallback.ts'
import { type FallbackConfig, timeoutOf } from './config.ts'
import { type Hook, notTold, type Told } from './told.ts'

/**
 * A signed POST. Only a 2xx answer counts, and a redirect is not followed: whoever is trusted with this was named in
 * the configuration.
 */
export const tellByWebhook = (config: Extract<FallbackConfig, { kind: 'webhook' }>): Hook => {
  // Read at the start: a file that is missing is said to whoever starts the centre, not to whoever needs help.
  const ca = config.ca === undefined ? {} : { ca: readFileSync(config.ca, 'utf8') }
  const request = config.url.startsWith('https:') ? tlsRequest : plainRequest
  return (message, attempt, given) => {
    const body = JSON.stringify(message)
    const at = Date.now()
    const deadline = AbortSignal.timeout(timeoutOf(config))
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'idempotency-key': message.deliveryId,
      'vaktrom-attempt': attempt,
      'vaktrom-timestamp': at,
      'vaktrom-signature': createHmac('sha256', config.secret)
        .update(fallbackSignedText(at, body))
        .digest('base64url'),
    }
    return new Promise<Told>((resolve) => {
      const sent = request(
        config.url,
        { method: 'POST', headers, agent: false, signal: AbortSignal.any([deadline, given]), ...ca },
        (answer) => {
          const status = answer.statusCode ?? 0
          // What else it says is not read: nobody knows how long it would go on.
          answer.destroy()
          resolve(status >= 200 && status < 300 ? { ok: true } : notTold('status', status))
        },
      )
      sent.on('error', (error) => resolve(deadline.aborted ? notTold('timeout') : notTold(faultOf(error))))
      sent.end(body)
    })
  }
}

/** Node names what is wrong with a certificate by OpenSSL's code or by its own. */
const certificate = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_/
const faultOf = (error: NodeJS.ErrnoException): 'untrusted' | 'unreachable' =>
  certificate.test(error.code ?? '') ? 'untrusted' : 'unreachable'
