import { contentAt, packPage, PAGE, type Page } from '@mingbai/proof';
import type { EventStore, StoredEvent } from './ports.ts';

type Several<T> = AsyncIterable<T> | Iterable<T>;

/** Events and kept leaf hashes, both in order of position, in pages; hashes without an event stand in a last one. */
export async function* paged(events: Several<Uint8Array>, leaves: Several<Uint8Array>): AsyncGenerator<Page> {
  const kept = iterated(leaves);
  for await (const page of chunks(events)) yield packPage(page, await several(kept, page.length));
  const surplus = await several(kept, 1);
  if (surplus.length > 0) yield packPage([], surplus);
}

/** What gives events in pages, or in another way. */
export type Paged = Pick<EventStore, 'page' | 'readAll' | 'leaves'>;

/** The page of a store's events at positions [from, to). */
export async function pageOf(store: Paged, from: number, to: number): Promise<Page> {
  if (store.page) return store.page(from, to);
  const [events, leaves] = await Promise.all([store.readAll(from, to - from), store.leaves(from, to)]);
  return packPage(
    events.map(({ bytes }) => bytes),
    leaves,
  );
}

async function* chunks(events: Several<Uint8Array>): AsyncGenerator<readonly Uint8Array[]> {
  let page: Uint8Array[] = [];
  for await (const bytes of events) {
    page.push(bytes);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

type Iterated<T> = AsyncIterator<T> | Iterator<T>;

const iterated = <T>(items: Several<T>): Iterated<T> =>
  Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();

/** The next so many, or fewer where there are no more. */
async function several(items: Iterated<Uint8Array>, count: number): Promise<readonly Uint8Array[]> {
  const found: Uint8Array[] = [];
  while (found.length < count) {
    const next = await items.next();
    if (next.done) break;
    found.push(next.value);
  }
  return found;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** An event as it was recorded, as text. */
export type EventText = { readonly position: number; readonly text: string };
type Texts = readonly EventText[];
type Read = Pick<Paged, 'page' | 'readAll'>;

/**
 * Every event from a position on in its order, so many at a time, up to the end that the store then has. Where the
 * store packs them they are read by the page, but for the last. Throws for bytes that are no UTF-8.
 */
export async function* textsFrom(store: Read, from: number, most: number): AsyncGenerator<Texts> {
  for (let next = from; ;) {
    const whole = await wholePage(store, next, most);
    const texts = whole ?? (await store.readAll(next, most)).map(textOf);
    if (texts.length > 0) yield texts;
    if (texts.length < most) return;
    next = (texts.at(-1)?.position ?? next) + 1;
  }
}

const textOf = ({ position, bytes }: StoredEvent): EventText => ({ position, text: decoder.decode(bytes) });

/** So many events that follow each other; undefined where they are not all there. */
async function wholePage(store: Read, from: number, size: number): Promise<Texts | undefined> {
  const page = await store.page?.(from, from + size);
  return page?.ends.length === size ? textsOf(page, from) : undefined;
}

/** Where a page is all ASCII, as its first event tells, it is decoded at once, and the text cut where the bytes are. */
function textsOf(page: Page, from: number): Texts {
  const whole = plainText(contentAt(page, 0)) === undefined ? undefined : plainText(page.bytes);
  const texts: EventText[] = [];
  let start = 0;
  for (const end of page.ends) {
    const text = whole?.slice(start, end) ?? decoder.decode(page.bytes.subarray(start, end));
    texts.push({ position: from + texts.length, text });
    start = end;
  }
  return texts;
}

/** The text of bytes that are all ASCII: each of them is one of its characters. */
function plainText(bytes: Uint8Array): string | undefined {
  const text = decoder.decode(bytes);
  return text.length === bytes.length ? text : undefined;
}
