import type { Namespace, Socket } from 'socket.io'
import { consoleAuth, protocolVersion } from '../../src-domain/wire/protocol.ts'
import { whyOf } from '../quarantine.ts'
import { serveConsole } from './consoleConnection.ts'
import type { Parts } from './parts.ts'
import type { Seat } from './seat.ts'
import { turnedDown } from './socket.ts'

/** The namespace `/console`: who may come in, and one connection for each workplace. */
export const serveConsoles = (namespace: Namespace, parts: Parts): void => {
  const seats = new WeakMap<Socket, Seat>()
  const bySeat = new Map<string, Socket>()

  namespace.use((socket, next) => {
    const auth = consoleAuth.safeParse(socket.handshake.auth)
    if (!auth.success) {
      parts.quarantine('console', `handshake: ${whyOf(auth.error)}`, '(withheld)')
      return next(turnedDown('unreadable'))
    }
    if (auth.data.protocol !== protocolVersion) return next(turnedDown('protocol'))
    const { workplaceId, secret } = auth.data
    const credential = parts.store.credentials.check('workplace', workplaceId, secret)
    if (!credential) return next(turnedDown('credential'))
    seats.set(socket, { workplaceId, reader: credential })
    return next()
  })

  namespace.on('connection', (socket) => {
    const seat = seats.get(socket)
    if (!seat) throw new Error('a connection without a handshake')
    // The newest counts: the older one is what is left of a console that was killed.
    bySeat.get(seat.workplaceId)?.disconnect(true)
    bySeat.set(seat.workplaceId, socket)
    const end = serveConsole(socket, seat, parts)
    socket.on('disconnect', () => {
      end()
      if (bySeat.get(seat.workplaceId) !== socket) return
      bySeat.delete(seat.workplaceId)
      parts.attendance.gone(seat.workplaceId)
      parts.presence.gone(seat.workplaceId)
    })
  })
}
