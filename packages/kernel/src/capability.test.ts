import { describe, expect, it } from 'vitest';
import { fold, type Aggregate } from './capability.ts';
import type { Envelope } from './event.ts';
import { assert, err, ok } from './result.ts';

const event = (data: number) => ({ data }) as Envelope;

describe('a fold', () => {
  const log: Aggregate<number[]> = {
    initial: () => [],
    evolve: (state, { data }) => {
      state.push(Number(data));
      return state;
    },
  };
  it('takes events in their order, from a state of its own', () => {
    expect(fold(log, [event(1), event(2)])).toEqual([1, 2]);
    expect(fold(log, [])).toEqual([]);
    expect(fold(log, [event(3)])).toEqual([3]);
  });
});

describe('a result', () => {
  it('is a value or an error', () =>
    expect([ok(5), err('no')]).toEqual([
      { ok: true, value: 5 },
      { ok: false, error: 'no' },
    ]));
  it('is thrown only where something is broken', () => {
    expect(() => assert(0, 'corrupt')).toThrow('corrupt');
    expect(() => assert(1, 'corrupt')).not.toThrow();
  });
});
