import { v7 } from 'uuid'
import { z } from 'zod'
import { type CommandName, commands, mayWait } from '../../../src-domain/command/command.ts'
import type { Entry } from '../../../src-domain/journal/envelope.ts'
import { ok, type Refusal, type Result, refuse } from '../../../src-domain/result.ts'
import { second } from '../../../src-domain/time.ts'
import type { CommandState } from '../../../src-preload/contract/view.ts'
import type { Hold } from '../feed/desk.ts'
import type { Link } from '../link/link.ts'
import type { Log } from '../log.ts'
import type { OutboxItem, OutboxStore } from '../store/outbox.ts'
import type { SessionKeeper } from './session.ts'

/** Later than this nobody means it any more; the centre refuses it then. */
const patience = 15 * second
/** "I take this", said locally, silences for so long. */
export const holdFor = 60 * second
/** Settled ones stay in view for so long after a restart of a window. */
const settledKept = 30 * second

export type CommandPorts = {
  readonly link: () => Link
  readonly outbox: OutboxStore
  readonly session: SessionKeeper
  /** The centre's clock. */
  readonly now: () => number
  /** How long ago something was by it. */
  readonly age: (at: number) => number
  readonly storedSeq: () => number
  readonly push: (state: CommandState) => void
  /** The refusal with the name of whoever was faster. */
  readonly named: (error: Refusal) => Refusal
  readonly heldChanged: () => void
  readonly log: Log
}

/** The case that a command's arguments name. */
const ofCase = z.object({ caseId: z.uuid() })

/**
 * A command goes round by the front: to the centre, and back as entries. It is *done* only when what it
 * led to is on this disk; one whose answer was lost is *unknown* until the centre has told by its id.
 */
export const openCommands = (ports: CommandPorts) => {
  const { outbox, now, log } = ports
  const items = new Map<string, OutboxItem>()
  /** Done at the centre, waiting for the entries to arrive here. */
  const arriving = new Map<string, { readonly seq: number }>()
  /** Entries that settled commands led to, as long as those are in view. */
  const ledTo = new Map<string, readonly string[]>()
  const holds = new Map<string, Hold>()
  const asking = new Set<string>()
  /** A command that was sent again under a new id is shown under the one that the window knows. */
  const shownAs = new Map<string, string>()

  const view = (i: OutboxItem): CommandState => ({
    commandId: shownAs.get(i.id) ?? i.id,
    name: i.name,
    caseId: i.caseId,
    state: i.state,
    error: i.error && ports.named(i.error),
    at: i.at,
    entryIds: [...(ledTo.get(i.id) ?? [])],
  })
  const update = (i: OutboxItem) => {
    items.set(i.id, i)
    outbox.put(i)
    ports.push(view(i))
  }
  const settle = (i: OutboxItem, state: 'done' | 'refused', error: Refusal | null = null) => {
    const settled = { ...i, state, error }
    items.set(i.id, settled)
    arriving.delete(i.id)
    outbox.remove(i.id)
    ports.push(view(settled))
    if (error !== null) log('commandRefused', { command: i.name, code: error.code })
    // Nobody took it after all: it rings here again.
    if (i.name === 'hold' && state === 'refused' && i.caseId !== null && holds.delete(i.caseId))
      ports.heldChanged()
    setTimeout(() => {
      items.delete(i.id)
      ledTo.delete(i.id)
    }, settledKept).unref()
  }
  const doneWhenStored = (i: OutboxItem, { seq, entryIds }: { seq: number; entryIds: readonly string[] }) => {
    ledTo.set(i.id, entryIds)
    if (ports.storedSeq() >= seq) settle(i, 'done')
    else arriving.set(i.id, { seq })
  }

  for (const i of outbox.all()) {
    // Whether it left before this process was started is not known.
    items.set(i.id, i.state === 'sending' ? { ...i, state: 'unknown' } : i)
    if (i.name === 'hold' && i.caseId !== null && i.at + holdFor > now())
      holds.set(i.caseId, { personId: i.personId, at: i.at, until: i.at + holdFor })
  }

  const send = async (i: OutboxItem): Promise<void> => {
    const sending: OutboxItem = { ...i, state: 'sending', notAfter: now() + patience }
    update(sending)
    const said = await ports.link().ask(
      'command',
      {
        id: i.id,
        notAfter: sending.notAfter,
        session: ports.session.sender()?.token ?? null,
        name: i.name,
        args: i.args,
      },
      patience,
    )
    const item = items.get(i.id)
    // The entries may have settled it before the answer came.
    if (item?.state !== 'sending') return
    if (said.kind === 'lost') {
      update({ ...item, state: 'unknown' })
      void ask(item.id)
    } else if (said.answer.ok) {
      ports.session.did()
      doneWhenStored(item, said.answer.value)
    } else if (said.answer.error.code === 'notSignedIn' && mayWait.includes(item.name))
      // It waits until the one who wrote it has signed in again.
      update({ ...item, state: 'waiting' })
    else settle(item, 'refused', said.answer.error)
  }

  /** What became of one whose answer was lost. */
  const ask = async (id: string): Promise<void> => {
    if (asking.has(id)) return
    asking.add(id)
    const said = await ports
      .link()
      .ask('outcome', { id })
      .finally(() => asking.delete(id))
    const item = items.get(id)
    if (item?.state !== 'unknown' || said.kind === 'lost' || !said.answer.ok) return
    const outcome = said.answer.value
    switch (outcome.state) {
      case 'done':
        doneWhenStored(item, outcome)
        return
      case 'refused':
        settle(item, 'refused', outcome.error)
        return
      case 'unknown':
        // Never taken, and under this id never will be: what may wait is sent again as a new one.
        if (!mayWait.includes(item.name)) settle(item, 'refused', { code: 'tooLate', detail: {} })
        else resend(item)
    }
  }

  const resend = (i: OutboxItem) => {
    items.delete(i.id)
    outbox.remove(i.id)
    const again: OutboxItem = { ...i, id: v7(), state: 'waiting' }
    shownAs.set(again.id, shownAs.get(i.id) ?? i.id)
    update(again)
    void flush()
  }

  /** Sends what waits, oldest first, for the person who is signed in. */
  const flush = async (): Promise<void> => {
    const sender = ports.session.sender()
    if (sender === null) return
    for (const i of [...items.values()].sort((a, b) => a.at - b.at)) {
      if (ports.link().state().kind !== 'connected') return
      if (i.state === 'waiting' && i.personId === sender.personId) await send(i)
    }
  }

  const start = (name: CommandName, args: unknown, personId: string): Result<{ commandId: string }> => {
    const parsed = commands[name].safeParse(args)
    if (!parsed.success) return refuse('unreadable', { field: parsed.error.issues[0]?.path.join('.') ?? '' })
    const away = ports.link().state().kind !== 'connected'
    if (away && !mayWait.includes(name)) return refuse('centreAway')
    const named = ofCase.safeParse(parsed.data)
    const item: OutboxItem = {
      id: v7(),
      name,
      args: parsed.data,
      caseId: named.success ? named.data.caseId : null,
      personId,
      at: now(),
      notAfter: now() + patience,
      state: 'waiting',
      error: null,
    }
    if (away) update(item)
    else void send(item)
    // Written down by now: nothing is silenced for a word that is kept nowhere.
    if (name === 'hold' && item.caseId !== null) {
      holds.set(item.caseId, { personId, at: item.at, until: item.at + holdFor })
      ports.heldChanged()
    }
    return ok({ commandId: item.id })
  }

  return {
    holds: holds as ReadonlyMap<string, Hold>,
    /** Those that are not settled, and the newest that are: for a window that opens. */
    views: (): CommandState[] => [...items.values()].map(view),
    /** `askedAt`: by the centre's clock, as the window knows it. */
    run: (name: CommandName, args: unknown, askedAt = now()): Result<{ commandId: string }> => {
      const who = ports.session.who()
      if (who === null) return refuse('notSignedIn')
      // It waited while the machine slept: nobody knows whether it is still meant.
      if (!mayWait.includes(name) && ports.age(askedAt) > patience)
        return refuse('tooLate', { at: askedAt + patience })
      return start(name, args, who.personId)
    },
    /** What follows from what somebody began: under their name, also behind a locked screen. */
    follow: (name: CommandName, args: unknown): Result<{ commandId: string }> => {
      const sender = ports.session.sender()
      return sender === null ? refuse('notSignedIn') : start(name, args, sender.personId)
    },
    /** After each connect, once the session is confirmed; and at each sign-in. */
    connected: async (): Promise<void> => {
      for (const i of items.values()) if (i.state === 'unknown') void ask(i.id)
      await flush()
    },
    /** While connected: asks again about those that are still not known. */
    tick: (): void => {
      for (const [caseId, hold] of holds)
        if (hold.until <= now()) {
          holds.delete(caseId)
          ports.heldChanged()
        }
      if (ports.link().state().kind !== 'connected') return
      for (const i of items.values()) if (i.state === 'unknown') void ask(i.id)
    },
    /** Entries came to the disk: some say what a command led to. */
    stored: (entries: readonly Entry[]): void => {
      for (const [id, { seq }] of arriving) {
        const item = items.get(id)
        if (item && ports.storedSeq() >= seq) settle(item, 'done')
      }
      if (items.size === 0) return
      for (const e of entries) {
        const item = e.causedBy === null ? undefined : items.get(e.causedBy)
        if (!item || item.state === 'done' || item.state === 'refused') continue
        ledTo.set(
          item.id,
          entries.flatMap((other) => (other.causedBy === item.id ? [other.id] : [])),
        )
        settle(item, 'done')
      }
    },
    /** Erased with the words of a resident: whatever became of them, they are not sent any more. */
    forget: (ids: readonly string[]): void => {
      for (const id of ids) {
        const item = items.get(id)
        if (item && item.state !== 'done' && item.state !== 'refused')
          settle({ ...item, args: {} }, 'refused', { code: 'unknownCase', detail: {} })
      }
    },
    /** The replica was emptied for another journal: what was asked of the old one is over. */
    drop: (): void => {
      for (const i of items.values())
        if (i.state !== 'done' && i.state !== 'refused') settle(i, 'refused', { code: 'tooLate', detail: {} })
    },
  }
}
export type Commands = ReturnType<typeof openCommands>
