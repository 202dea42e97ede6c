import fc from 'fast-check';
import type { Append, EventStore, NewEvent } from '../ports.ts';

/** The header of stores that are made for tests. */
export const contractHeader = {
  format: 1,
  suite: 'sha256-ed25519-aes256gcm',
  origin: 'mingbai/310101',
  district: '310101',
} as const;

/** An event for a test: its id from stream and revision, its bytes some text that nobody reads. */
export function event(stream: string, revision: number, text = ''): NewEvent {
  const id = `${stream}@${revision}${text}`;
  return { id, stream, revision, bytes: new TextEncoder().encode(JSON.stringify({ id, text })) };
}

/** An append for a test; its request hash is that of the first telling unless another is given. */
export function append(command: string, events: readonly NewEvent[], requestHash = 'hash'): Append {
  return { command, requestHash, events };
}

/** A plan of batches without the revisions, which depend on what the stores hold by then. */
export type BatchPlan = readonly (readonly AppendPlan[])[];
type AppendPlan = {
  readonly command: number;
  readonly requestHash: string;
  /** `offset` 0 expects the right revision. */
  readonly events: readonly { readonly stream: number; readonly offset: number; readonly bytes: Uint8Array }[];
};

const eventPlan = fc.record({
  stream: fc.nat(4),
  offset: fc.oneof(
    { weight: 12, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: -1, max: 2 }) },
  ),
  bytes: fc.uint8Array({ maxLength: 40 }),
});
const appendPlan: fc.Arbitrary<AppendPlan> = fc.record({
  command: fc.nat(25),
  requestHash: fc.constantFrom('first', 'first', 'first', 'second'),
  events: fc.array(eventPlan, { maxLength: 5 }),
});

/** Batches in which commands come again, are reused, expect wrong revisions, and write to several streams. */
export const batchPlans: fc.Arbitrary<BatchPlan> = fc.array(fc.array(appendPlan, { maxLength: 6 }), { maxLength: 8 });

/** Makes a plan concrete for what the store holds now. */
export async function batchOf(plan: BatchPlan[number], store: EventStore): Promise<readonly Append[]> {
  const next = new Map<string, number>();
  const batch: Append[] = [];
  for (const { command, requestHash, events } of plan) {
    const concrete: NewEvent[] = [];
    for (const [index, { stream: number, offset, bytes }] of events.entries()) {
      const stream = `stream-${number}`;
      const expected = next.get(stream) ?? (await store.readStream(stream)).length;
      next.set(stream, expected + 1);
      concrete.push({ id: `command ${command}, event ${index}`, stream, revision: expected + offset, bytes });
    }
    batch.push({ command: `command ${command}`, requestHash, events: concrete });
  }
  return batch;
}
