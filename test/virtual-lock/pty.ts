import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'

export type Pty = {
  /** Where a host finds the serial port: /dev/pts/N. */
  readonly path: string
  readonly write: (bytes: Uint8Array) => void
  /** Hears all that the host writes from now on. */
  readonly listen: (hear: (bytes: Buffer) => void) => void
  /** Takes the port away, as when a dongle is pulled out. */
  readonly close: () => void
}

/**
 * A pseudo-terminal whose other end is ours: `script` of util-linux holds it, in raw mode, with its own input and output
 * as our side. Node cannot open one by itself, and every Debian has this. Rejects where it does not say its path.
 */
export const openPty = (): Promise<Pty> =>
  new Promise((resolve, reject) => {
    const holder: ChildProcessWithoutNullStreams = spawn('script', [
      '-qec',
      // `tty` names the terminal; chmod lets a console that runs as somebody else open it.
      'stty raw -echo && chmod 0666 "$(tty)" && tty && exec sleep infinity',
      '/dev/null',
    ])
    let hear: (bytes: Buffer) => void = () => undefined
    let said = ''
    const listenForPath = (bytes: Buffer): void => {
      said += bytes.toString('latin1')
      const path = /^(\/dev\/\S+)\r?\n/m.exec(said)?.[1]
      if (path === undefined) return
      holder.stdout.off('data', listenForPath)
      holder.stdout.on('data', (more: Buffer) => hear(more))
      resolve({
        path,
        write: (more) => void holder.stdin.write(more),
        listen: (listener) => {
          hear = listener
        },
        close: () => holder.kill(),
      })
    }
    holder.stdout.on('data', listenForPath)
    // Written to while it goes away: whoever pulled it out knows.
    holder.stdin.on('error', () => undefined)
    holder.once('error', reject)
    holder.once('exit', () => reject(new Error(`script gave no terminal: ${said}`)))
  })
