import { totalOf, type Envelope, type Precision, type Role, type Span } from '@mingbai/kernel';
import { readStored } from './envelope.ts';
import type { Asked } from './asked.ts';
import type { Mingbai } from './mingbai.ts';
import { classesOpenTo, type Actor } from './policy.ts';
import type { Figure } from './figures.ts';
import { openData } from './sealing.ts';

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
  /** How exact the contribution is; several parts of one event are added as the figure adds them. */
  readonly precision: Precision;
  /** Ids of the events that this one corrects or replaces, oldest first. */
  readonly supersedes?: readonly string[];
};

export type Trace = { readonly figure: Figure; readonly events: readonly TracedEvent[] };

/** The events behind a figure, each with what it contributes: the contributions make the value. */
export async function trace(mingbai: Mingbai, actor: Actor, id: string, asked: Asked): Promise<Trace> {
  const { figure, role } = mingbai.figure(actor, id, asked);
  const byPosition = Map.groupBy(figure.contributions(), ({ position }) => position);
  const events: TracedEvent[] = [];
  for (const [position, parts] of byPosition) {
    const { value: contribution, precision } = totalOf(parts);
    const [stored] = await mingbai.ports.store.readAll(position, 1);
    if (!stored) throw new Error(`position ${position} is in the read models but not in the store`);
    const recorded = readStored(stored);
    const supersedes = await supersededBy(mingbai, recorded);
    events.push({
      ...shown(mingbai, recorded, role),
      contribution,
      precision,
      ...(supersedes.length > 0 ? { supersedes } : {}),
    });
  }
  return { figure, events: events.sort((a, b) => a.position - b.position) };
}

/** An event as a role reads it: personal fields of the classes open to it, the others masked. */
export function shown(
  mingbai: Mingbai,
  event: Envelope & { readonly position: number },
  reader: Role,
): Omit<TracedEvent, 'contribution' | 'precision'> {
  const { position, id, type, occurredOn, recordedAt, org, actor } = event;
  const { erased, mask } = mingbai.ports;
  const opening = { vault: mingbai.vault(), eventId: id, type, erased, mask, classes: classesOpenTo(reader) };
  return { position, id, type, occurredOn, recordedAt, org, actor, data: openData(event.data, opening) };
}

/**
 * Earlier events of the same record. A fund's entries stand on their own: only a correction replaces what came before.
 */
async function supersededBy({ ports }: Mingbai, event: Envelope): Promise<readonly string[]> {
  const corrects = (event.data as { corrects?: unknown }).corrects; // every event's data is an object
  if (typeof corrects !== 'string') return [];
  const earlier = await ports.store.readStream(event.stream);
  return earlier
    .map(readStored)
    .filter(({ revision }) => revision < event.revision)
    .map(({ id }) => id);
}

/** The whole history of one record, oldest first. */
export async function historyOf(mingbai: Mingbai, stream: string, reader: Role) {
  const events = await mingbai.ports.store.readStream(stream);
  return events.map(readStored).map((event) => ({
    ...shown(mingbai, event, reader),
    outcome: event.rule.outcome,
    role: event.role,
    revision: event.revision,
  }));
}
