import { setImmediate as turn } from 'node:timers/promises';

/** What is used of a readable stream of objects; node's own fits, and so do the client's subscriptions. */
type ObjectStream = {
  read(): unknown;
  on(event: string, listener: (fault: unknown) => void): unknown;
};

const largestPage = 1024;

/**
 * What a subscription has received, in pages: all that is there when the last page has been dealt with. A first page,
 * which may be empty, comes with the server's confirmation. A page is bounded and so is what the stream holds: the
 * server is not read from while the reader is behind. Throws the stream's error; ends with the stream, or when the
 * signal is raised.
 */
export async function* pagesOf<Item>(stream: ObjectStream, signal: AbortSignal): AsyncGenerator<readonly Item[]> {
  const state = { confirmed: false, ended: false, fault: undefined as unknown, wake: Promise.withResolvers<void>() };
  const on = (change: Partial<typeof state>) => (): void => {
    Object.assign(state, change);
    state.wake.resolve();
  };
  const fail = (fault: unknown): void => on({ fault })();
  const end = on({ ended: true });
  stream.on('readable', on({}));
  stream.on('confirmation', on({ confirmed: true }));
  stream.on('error', fail);
  stream.on('end', end);
  stream.on('close', end);
  signal.addEventListener('abort', end, { once: true });
  try {
    while (!signal.aborted) {
      const page = await collect<Item>(stream);
      if (page.length > 0 || state.confirmed) {
        state.confirmed = false;
        yield page;
      } else if (state.fault !== undefined) throw state.fault;
      else if (state.ended) return;
      else {
        await state.wake.promise;
        state.wake = Promise.withResolvers();
      }
    }
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** All that has arrived, and what arrives while something still does: one page is one transaction for its reader. */
async function collect<Item>(stream: ObjectStream): Promise<readonly Item[]> {
  const page: Item[] = [];
  while (drain(stream, page) && page.length < largestPage) await turn();
  return page;
}

/** Moves what has arrived to the page while there is room; false when it was nothing. */
function drain<Item>(stream: ObjectStream, page: Item[]): boolean {
  const before = page.length;
  while (page.length < largestPage) {
    const item = stream.read();
    if (item === null) break;
    // The stream is untyped; its owner names the item.
    page.push(item as Item);
  }
  return page.length > before;
}
