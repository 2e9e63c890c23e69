import type { Namespace, Socket } from 'socket.io'
import { adapterAuth } from '../../src-domain/wire/field.ts'
import { protocolVersion } from '../../src-domain/wire/protocol.ts'
import type { AdapterKind } from '../practice-port.ts'
import { whyOf } from '../quarantine.ts'
import type { Parts } from './parts.ts'
import { type Line, turnedDown } from './socket.ts'

/** Adapters come in with a secret of their own, kind by kind. */
export const openAdapters = (
  namespace: Namespace,
  kind: AdapterKind,
  parts: Parts,
  serve: (line: Line, adapterId: string) => void,
): void => {
  const known = new WeakMap<Socket, string>()
  namespace.use((socket, next) => {
    const auth = adapterAuth.safeParse(socket.handshake.auth)
    if (!auth.success) {
      parts.quarantine(kind, `handshake: ${whyOf(auth.error)}`, '(withheld)')
      return next(turnedDown('unreadable'))
    }
    if (auth.data.protocol !== protocolVersion) return next(turnedDown('protocol'))
    if (!parts.store.credentials.check(kind, auth.data.adapterId, auth.data.secret))
      return next(turnedDown('credential'))
    known.set(socket, auth.data.adapterId)
    return next()
  })
  namespace.on('connection', (socket) => {
    const adapterId = known.get(socket)
    if (adapterId === undefined) throw new Error('a connection without a handshake')
    serve({ socket, source: `${kind}/${adapterId}`, parts }, adapterId)
  })
}
