import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineEvent, Envelope, upcast } from './event.ts';

const ID = '0b0e7f8a-3c1d-4e5f-8a9b-0c1d2e3f4a5b';
const envelope = {
  id: ID,
  stream: 'fund-F1',
  revision: 0,
  type: 'FundOpened',
  version: 1,
  org: 'S1',
  occurredOn: { from: '2025-03-08', to: '2025-03-08' },
  recordedAt: '2025-03-08T08:00:00.000Z',
  actor: 'a',
  role: 'chair',
  assurance: 'signed-in',
  command: ID,
  correlation: ID,
  causation: null,
  rule: { outcome: 'allowed', pack: 'national@2017', findings: [] },
  evidence: [],
  data: { any: 'thing' },
};

describe('an event definition', () => {
  const second = defineEvent('GiftGiven', z.object({ item: z.string(), quantity: z.int() }), [
    (data) => ({ ...(data as object), quantity: 1 }),
  ]);
  const third = defineEvent('GiftGiven', second.data, [
    ...second.upcasters,
    (data) => ({ ...(data as object), item: 'milk' }),
  ]);

  it('has a version for every change of shape', () => {
    expect([defineEvent('A', z.object({})).version, second.version, third.version]).toEqual([1, 2, 3]);
  });
  it('makes events of its latest version', () => {
    expect(second({ item: 'tea', quantity: 2 })).toEqual({
      type: 'GiftGiven',
      version: 2,
      data: { item: 'tea', quantity: 2 },
    });
  });
  it('brings data of any earlier version to today’s form, one step after the other', () => {
    expect(upcast(second, 1, { item: 'tea' })).toEqual({ item: 'tea', quantity: 1 });
    expect(upcast(third, 1, { item: 'tea' })).toEqual({ item: 'milk', quantity: 1 });
    expect(upcast(third, 2, { item: 'tea', quantity: 5 })).toEqual({ item: 'milk', quantity: 5 });
    expect(upcast(third, 3, { item: 'tea', quantity: 5 })).toEqual({ item: 'tea', quantity: 5 });
  });
  it('does not read what a newer program has written', () => {
    expect(() => upcast(second, 3, {})).toThrow('newer than this program');
  });
});

describe('an envelope', () => {
  it('is complete, with nothing beside it', () => {
    expect(Envelope.safeParse(envelope).success).toBe(true);
    expect(Envelope.safeParse({ ...envelope, more: 1 }).success).toBe(false);
    for (const key of Object.keys(envelope).filter((each) => each !== 'data')) {
      const { [key as 'id']: _left, ...rest } = envelope;
      expect(Envelope.safeParse(rest).success).toBe(false);
    }
  });
  it.each([
    ['a revision below zero', { revision: -1 }],
    ['version 0', { version: 0 }],
    ['an instant without a zone', { recordedAt: '2025-03-08T08:00:00' }],
    ['an instant that is only a day', { recordedAt: '2025-03-08' }],
    ['a day that does not exist', { occurredOn: { from: '2025-02-30', to: '2025-02-30' } }],
    ['a span that ends before it begins', { occurredOn: { from: '2025-03-08', to: '2025-03-07' } }],
    ['an assurance that nobody gives', { assurance: 'sworn' }],
    ['evidence that is no hash', { evidence: ['photo.jpg'] }],
    ['a rule outcome that nobody knows', { rule: { ...envelope.rule, outcome: 'fine' } }],
    ['an id that is none', { id: 'first' }],
  ])('does not have %s', (_what, wrong) => expect(Envelope.safeParse({ ...envelope, ...wrong }).success).toBe(false));
});
