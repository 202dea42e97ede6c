import type { Envelope, Span } from '@mingbai/kernel';
import { readStored } from './envelope.ts';
import type { Asked, Mingbai } from './mingbai.ts';
import { mayOpenPersonal, type Actor } from './policy.ts';
import type { Figure } from './figures.ts';
import { maskData, openData } from './sealing.ts';

export type TracedEvent = {
  readonly position: number;
  readonly id: string;
  readonly type: string;
  readonly occurredOn: Span;
  readonly recordedAt: string;
  readonly org: string;
  readonly actor: string;
  readonly data: unknown;
  readonly contribution: number | null;
  /** Ids of the events that this one corrects or replaces, oldest first. */
  readonly supersedes?: readonly string[];
};

export type Trace = { readonly figure: Figure; readonly events: readonly TracedEvent[] };

/** The events behind a figure, each with what it contributes: the contributions make the value. */
export async function trace(mingbai: Mingbai, actor: Actor, id: string, asked: Asked): Promise<Trace> {
  const { figure, view } = mingbai.figure(actor, id, asked);
  const sums = new Map<string, number | null>();
  for (const { event, value } of figure.contributions) {
    const before = sums.get(event);
    sums.set(event, value === null ? (before ?? null) : (before ?? 0) + value);
  }
  const events: TracedEvent[] = [];
  for (const [event, contribution] of sums) {
    const stored = await mingbai.ports.store.eventById(event);
    if (!stored) throw new Error(`event ${event} is in the read models but not in the store`);
    const recorded = readStored(stored);
    const supersedes = await supersededBy(mingbai, recorded);
    events.push({ ...shown(mingbai, recorded, mayOpen(mingbai, actor, view.org)), contribution, ...(supersedes.length > 0 ? { supersedes } : {}) });
  }
  return { figure, events: events.sort((a, b) => a.position - b.position) };
}

const mayOpen = (mingbai: Mingbai, actor: Actor, org: string): boolean =>
  mingbai.tree().chain(org).some((at) => actor.roles.some((held) => held.org === at && mayOpenPersonal(held.role)));

/** An event as people read it: its data opened for those who may see persons, masked for others. */
export function shown({ ports }: Mingbai, event: Envelope & { readonly position: number }, open: boolean): Omit<TracedEvent, 'contribution'> {
  const { position, id, type, occurredOn, recordedAt, org, actor } = event;
  const opening = { vault: ports.vault, eventId: id, type, erased: ports.erased };
  return { position, id, type, occurredOn, recordedAt, org, actor, data: open ? openData(event.data, opening) : maskData(event.data, ports.mask) };
}

/** Earlier events of the same record. A fund's entries stand on their own: only a correction replaces what came before. */
async function supersededBy({ ports }: Mingbai, event: Envelope): Promise<readonly string[]> {
  const corrects = (event.data as { corrects?: unknown }).corrects; // every event's data is an object
  if (typeof corrects !== 'string') return [];
  const earlier = await ports.store.readStream(event.stream);
  return earlier.map(readStored).filter(({ revision }) => revision < event.revision).map(({ id }) => id);
}

/** The whole history of one record, oldest first. */
export async function historyOf(mingbai: Mingbai, stream: string, open: boolean) {
  const events = await mingbai.ports.store.readStream(stream);
  return events.map(readStored).map((event) => ({ ...shown(mingbai, event, open), outcome: event.rule.outcome, role: event.role, revision: event.revision }));
}
