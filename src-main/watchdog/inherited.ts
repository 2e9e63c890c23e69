import { closeSync, readdirSync, readlinkSync } from 'node:fs'

const folder = '/proc/self/fd'
/** Stdin, stdout, stderr and, in a child, the line to its parent. */
const own = 3

type Held = { readonly fd: number; readonly line: string }

const held = (): readonly Held[] => {
  // Elsewhere than on Linux, Chromium's lines are not inherited.
  if (process.platform !== 'linux') return []
  return readdirSync(folder).flatMap((name) => {
    try {
      return [{ fd: Number(name), line: readlinkSync(`${folder}/${name}`) }]
    } catch {
      // The one that the folder itself was read by.
      return []
    }
  })
}

/** The sockets and pipes of this process, by the system's own names for them. */
export const linesOfOurs = (): readonly string[] =>
  held().flatMap(({ fd, line }) => (fd > 2 && /^(socket|pipe):/.test(line) ? [line] : []))

/**
 * Closes what this process has inherited of `lines`. Chromium leaves its lines to its processes and to the screen open
 * for whatever is started by Node; as long as anybody holds the other end, core and the rest do not notice that main is
 * dead, and the window of a dead console stays on the screen.
 */
export const letGo = (lines: readonly string[]): void => {
  for (const { fd, line } of held()) if (fd > own && lines.includes(line)) closeSync(fd)
}
