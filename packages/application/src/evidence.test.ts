import { packPage } from '@mingbai/proof';
import { expect, it } from 'vitest';
import { textsFrom } from './evidence.ts';
import type { StoredEvent } from './ports.ts';

const events = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((text, position): StoredEvent => ({
  position,
  bytes: new TextEncoder().encode(text),
}));

/** What packs the events that it still has. */
function packing(kept: readonly StoredEvent[]) {
  const between = (from: number, to: number) => kept.filter(({ position }) => position >= from && position < to);
  return {
    readAll: async (from: number, limit: number) => between(from, Infinity).slice(0, limit),
    page: async (from: number, to: number) =>
      packPage(
        between(from, to).map(({ bytes }) => bytes),
        [],
      ),
  };
}

it('gives every event its own position where one of a page is missing', async () => {
  const store = packing(events.filter(({ position }) => position !== 3));
  const found: string[] = [];
  for await (const texts of textsFrom(store, 0, 2))
    found.push(...texts.map(({ position, text }) => `${position}${text}`));
  expect(found).toEqual(['0a', '1b', '2c', '4e', '5f', '6g', '7h']);
});
