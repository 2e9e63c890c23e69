import type { Asked, PracticeAsked } from './arguments.ts'
import { type Configuration, faultSentence, readConfiguration } from './configuration.ts'
import { type Profile, wasEverLive } from './profile.ts'

/** What this start will be. */
export type Plan =
  /** The embedded centre. */
  | { readonly kind: 'practice'; readonly asked: PracticeAsked }
  /** A practice centre that somebody else runs; core makes sure that it is one. */
  | { readonly kind: 'practiceElsewhere'; readonly configuration: Configuration }
  | { readonly kind: 'live'; readonly configuration: Configuration }
  /** Nothing was said and nothing is configured: somebody has to be asked. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'refuse'; readonly why: string; readonly todo: string }

export type Build = {
  /** The npm registry's copy of Electron, which is for practice alone. */
  readonly standIn: boolean
  /** Chromium's sandbox was switched off on the command line. */
  readonly unsandboxed: boolean
  /** Switches and variables that no live desk runs with. */
  readonly meddled: readonly string[]
}

export const planStart = (
  asked: Asked,
  profile: Profile,
  electron: Build,
  exists: (file: string) => boolean,
): Plan => {
  if (asked.mode === 'practice') {
    if (wasEverLive(profile)) {
      return {
        kind: 'refuse',
        why: `This profile (${profile.root}) has been a live desk and refuses practice.`,
        todo: 'Start practice with a profile of its own: --practice --profile FOLDER.',
      }
    }
    if (asked.config === null) return { kind: 'practice', asked: asked.practice }
    const read = readConfiguration(asked.config)
    if (!read.ok) return { kind: 'refuse', why: faultSentence(read.fault), todo: putRight }
    return { kind: 'practiceElsewhere', configuration: read.configuration }
  }
  const file = asked.config ?? profile.configuration
  if (asked.config === null && !exists(file)) {
    if (asked.mode === 'live' || wasEverLive(profile)) {
      return {
        kind: 'refuse',
        why: `There is no configuration at ${file}.`,
        todo: 'Put it back from your copy, or name another with --config FILE.',
      }
    }
    return { kind: 'ask' }
  }
  const read = readConfiguration(file)
  if (!read.ok) return { kind: 'refuse', why: faultSentence(read.fault), todo: putRight }
  const unfit = unfitForLive(electron)
  if (unfit.length > 0)
    return {
      kind: 'refuse',
      why: unfit.map(({ why }) => why).join('\n'),
      todo: unfit.map(({ todo }) => todo).join('\n'),
    }
  return { kind: 'live', configuration: read.configuration }
}

const putRight = 'Put the file right and start again. Nothing was started.'

const unfitForLive = ({ standIn, unsandboxed, meddled }: Build): { why: string; todo: string }[] => [
  ...(standIn
    ? [
        {
          why: 'This is not the official build of Electron, and a live desk runs on no other.',
          todo: 'Install the official build (npm run setup with access to it), or start with --practice.',
        },
      ]
    : []),
  ...(unsandboxed
    ? [
        {
          why: 'A live desk does not run without Chromium’s sandbox (--no-sandbox).',
          todo: 'Start it from an account that is not root, without that switch.',
        },
      ]
    : []),
  ...(meddled.length > 0
    ? [
        {
          why: `A live desk does not run with ${meddled.join(', ')}: that lets others watch, steer or mislead it.`,
          todo: 'Start it without, and find out who put it there.',
        },
      ]
    : []),
]
