import { deltaOf } from '@mingbai/domain';
import { Envelope, isCanonical, type Fen } from '@mingbai/kernel';
import { leafHash } from '@mingbai/proof';
import { inTodaysForm } from './envelope.ts';
import { movesBalance, opensUnknown } from './replay.ts';

/** What one event's bytes tell by themselves: all of a verification that needs no other event. */
export type Examined = {
  readonly leaf: Uint8Array;
  /** Nothing where the bytes are not an event of this program in its canonical form. */
  readonly event: ExaminedEvent | undefined;
};
export type ExaminedEvent = Pick<Envelope, 'id' | 'stream' | 'revision'> & {
  /** What it moves the balance of its stream's fund by (fen); nothing for events that move none. */
  readonly deltaFen: Fen | undefined;
  /** Whether it opens a fund with an amount that nobody knows. */
  readonly opensUnknown: boolean;
};

/** Examines a page of events, here or in a thread; gives one answer for each, in their order. */
export type Examine = (page: readonly Uint8Array[]) => readonly Examined[] | Promise<readonly Examined[]>;

/** Examines a page of events here and now. */
export const examine = (page: readonly Uint8Array[]): readonly Examined[] =>
  page.map((bytes) => ({ leaf: leafHash(bytes), event: read(bytes) }));

const decoder = new TextDecoder('utf-8', { fatal: true });

function read(bytes: Uint8Array): ExaminedEvent | undefined {
  try {
    const text = decoder.decode(bytes);
    const stored: unknown = JSON.parse(text);
    if (!isCanonical(text, stored)) return undefined;
    const event = inTodaysForm(Envelope.parse(stored));
    const { id, stream, revision } = event;
    const deltaFen = movesBalance(event) ? deltaOf(event) : undefined;
    return { id, stream, revision, deltaFen, opensUnknown: opensUnknown(event) };
  } catch {
    return undefined; // whoever asks names the event as unreadable
  }
}

/** So many events are examined at a time. */
const PAGE = 500;
/** So many pages may be under examination at once. */
const AHEAD = 6;

/** Events as they have been examined, in their order, while later ones are under examination. */
export async function* examined(
  events: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  by: Examine,
): AsyncGenerator<Examined> {
  const begun: Promise<readonly Examined[]>[] = [];
  for await (const page of pagesOf(events)) {
    const examining = Promise.resolve(by(page));
    examining.catch(() => {}); // it is awaited in its turn
    begun.push(examining);
    if (begun.length === AHEAD) yield* (await begun.shift()) ?? [];
  }
  for (const each of begun) yield* await each;
}

async function* pagesOf(
  events: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<readonly Uint8Array[]> {
  let page: Uint8Array[] = [];
  for await (const bytes of events) {
    page.push(bytes);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  yield page;
}
