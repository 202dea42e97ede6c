import { deltaOf } from '@mingbai/domain';
import { Envelope, isCanonical, type Fen } from '@mingbai/kernel';
import { contentAt, hashPage, type HashedPage, type Page } from '@mingbai/proof';
import { inTodaysForm } from './envelope.ts';
import { movesBalance, opensUnknown } from './replay.ts';

/**
 * How deep a verification goes: `bytes` proves that no byte of an event is another than was recorded; `events` reads
 * them too: whether they are this program's in their canonical form and follow each other, and what the balances are.
 */
export type Depth = 'bytes' | 'events';

/** What a page of events tells by itself: all of a verification that needs no other page. */
export type ExaminedPage = HashedPage & {
  /** What the events tell, one for each; none where only bytes were looked at. */
  readonly events: readonly (ExaminedEvent | undefined)[];
};
/** An event; undefined stands for bytes that are no event of this program in its canonical form. */
export type ExaminedEvent = Pick<Envelope, 'id' | 'stream' | 'revision'> & {
  /** What it moves the balance of its stream's fund by (fen); nothing for events that move none. */
  readonly deltaFen: Fen | undefined;
  /** Whether it opens a fund with an amount that nobody knows. */
  readonly opensUnknown: boolean;
};

/** Examines a page of events, here or in a thread. */
export type Examine = (page: Page, depth: Depth) => ExaminedPage | Promise<ExaminedPage>;

/** Examines a page of events here and now. */
export const examine: Examine = (page, depth) => examineHashed(page, hashPage(page), depth);

/** Examines a page that has been hashed already. */
export const examineHashed = (page: Page, hashed: HashedPage, depth: Depth): ExaminedPage => ({
  ...hashed,
  events: depth === 'bytes' ? [] : Array.from(page.ends.keys(), (index) => readEvidence(contentAt(page, index))),
});

const decoder = new TextDecoder('utf-8', { fatal: true });

/** What an event's bytes tell; nothing where they are no event of this program. */
export function readEvidence(bytes: Uint8Array): ExaminedEvent | undefined {
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

/** So many pages may be under examination at once. */
const AHEAD = 6;

/** Pages as they have been examined, in their order, while later ones are under examination. */
export async function* examined(
  pages: AsyncIterable<Page> | Iterable<Page>,
  examineNext: (page: Page) => ExaminedPage | Promise<ExaminedPage>,
): AsyncGenerator<ExaminedPage> {
  const begun: Promise<ExaminedPage>[] = [];
  for await (const page of pages) {
    const examining = Promise.resolve(examineNext(page));
    examining.catch(() => {}); // it is awaited in its turn
    begun.push(examining);
    const next = begun.length === AHEAD ? begun.shift() : undefined;
    if (next) yield await next;
  }
  for (const each of begun) yield await each;
}
