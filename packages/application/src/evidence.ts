import { packPage, PAGE, type Page } from '@mingbai/proof';
import type { EventStore } from './ports.ts';

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
