import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { pagesOf } from './pages.ts';

const never = new AbortController().signal;

describe('pages of a subscription', () => {
  it('hold everything in order, and stop reading while their reader is behind', async () => {
    let produced = 0;
    const stream = Readable.from(
      (function* () {
        for (; produced < 10_000; produced += 1) yield produced;
      })(),
      { highWaterMark: 64 },
    );
    const read: number[] = [];
    for await (const page of pagesOf<number>(stream, never)) {
      read.push(...page);
      expect(page.length).toBeLessThanOrEqual(1024);
      await sleep(1);
      expect(produced - read.length).toBeLessThanOrEqual(65);
    }
    expect(read).toEqual(Array.from({ length: 10_000 }, (_, item) => item));
  });
  it('begin with the confirmation, and end with the signal', async () => {
    const stream = new Readable({ objectMode: true, read: () => undefined });
    const stop = new AbortController();
    setTimeout(() => stream.emit('confirmation'), 1);
    const pages: (readonly unknown[])[] = [];
    for await (const page of pagesOf(stream, stop.signal)) {
      pages.push(page);
      setTimeout(() => stop.abort(), 1);
    }
    expect(pages).toEqual([[]]);
  });
  it('give what had arrived before they throw', async () => {
    const stream = new Readable({ objectMode: true, read: () => undefined });
    stream.push('arrived');
    setTimeout(() => stream.emit('error', new Error('lost')), 5);
    const pages: (readonly unknown[])[] = [];
    const reading = (async () => {
      for await (const page of pagesOf(stream, never)) pages.push(page);
    })();
    await expect(reading).rejects.toThrow('lost');
    expect(pages).toEqual([['arrived']]);
  });
});
