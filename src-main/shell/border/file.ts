import { createReadStream } from 'node:fs'
import { readFile, realpath, stat } from 'node:fs/promises'
import { sep } from 'node:path'
import { Readable } from 'node:stream'
import { headersFor } from './policy.ts'

/**
 * Up to here a file is handed over whole. A stream comes in pieces of 64 KiB, each by way of the main process, which at
 * the start has no time to spare; a map of half a gigabyte has to come so.
 */
const wholeUpTo = 2 * 1024 * 1024

/** A file of the build as a response; 404 for what is not there, is no file, or lies outside behind a link. */
export const fileResponse = async (path: string, folder: string, development: boolean): Promise<Response> => {
  const found = await insideOrNull(path, folder)
  if (found === null) return notFound()
  const content = found.bytes <= wholeUpTo ? await readFile(found.path) : webStream(found.path)
  return new Response(content, {
    headers: { ...headersFor(path, development), 'Content-Length': `${found.bytes}` },
  })
}

export const notFound = (): Response =>
  new Response('not here', { status: 404, headers: headersFor('.txt', false) })

export const insideOrNull = async (
  path: string,
  folder: string,
): Promise<{ readonly path: string; readonly bytes: number } | null> => {
  try {
    const [real, root] = await Promise.all([realpath(path), realpath(folder)])
    if (!real.startsWith(root + sep)) return null
    const seen = await stat(real)
    return seen.isFile() ? { path: real, bytes: seen.size } : null
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' || code === 'ENAMETOOLONG') return null
    throw error
  }
}

const webStream = (path: string): ReadableStream<Uint8Array> =>
  Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>
