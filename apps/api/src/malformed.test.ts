import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { malformedRequests, type Malformed } from './testing/malformed.ts';
import { twoSchools, type TwoSchools } from './testing/two-schools.ts';

type Outcome = {
  readonly asked: number;
  readonly faults: readonly string[];
  readonly statuses: Readonly<Record<number, number>>;
};

async function send(schools: TwoSchools, requests: readonly Malformed[]): Promise<Outcome> {
  const cookie = schools.cookie('district-officer', 'D01');
  const faults: string[] = [];
  const statuses: Record<number, number> = {};
  for (const { method, url, payload, headers } of requests) {
    if (method === 'DELETE' || url.startsWith('/api/session')) continue; // would end or lock the session that asks
    const response = await schools.app.inject({
      method: method as 'GET',
      url,
      headers: { ...headers, cookie },
      ...(payload === undefined ? {} : { payload }),
    });
    const { statusCode, body } = response;
    statuses[statusCode] = (statuses[statusCode] ?? 0) + 1;
    const binary = String(response.headers['content-type']).includes('officedocument');
    if (statusCode >= 500 || (!binary && /\n\s+at .+:\d+:\d+/.test(body)))
      faults.push(`${method} ${url} ${payload ?? ''} → ${statusCode} ${body.slice(0, 200)}`);
    if (statusCode >= 400 && !/[一-龥]/.test(body))
      faults.push(`${method} ${url} → not in Chinese: ${body.slice(0, 200)}`);
  }
  return { asked: requests.length, faults, statuses };
}

const some = (count: number, seed: number): readonly Malformed[] =>
  fc.sample(malformedRequests(), { numRuns: count, seed });

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void; // what the flag above exposes

/**
 * Bytes in use after full collections: what is left is kept by somebody. The least of a few, for workers and buffers
 * that have served their turn take a moment to go.
 */
async function usedMemory(): Promise<number> {
  const seen: number[] = [];
  for (let time = 0; time < 5; time += 1) {
    await setTimeout(50);
    collect();
    const { heapUsed, external } = process.memoryUsage();
    seen.push(heapUsed + external);
  }
  return Math.min(...seen);
}

describe('malformed requests', () => {
  let schools: TwoSchools;
  beforeAll(async () => {
    schools = await twoSchools();
  });
  afterAll(() => schools.close());

  it('are 10,000 times answered in Chinese, never with a fault, and without growing memory', async () => {
    const [warmUp, requests] = [some(1500, 1), some(10_000, 2)];
    await send(schools, warmUp);
    const before = await usedMemory();
    const { faults, statuses } = await send(schools, requests);
    expect(faults.slice(0, 5)).toEqual([]);
    expect(
      Object.keys(statuses)
        .map(Number)
        .every((status) => status < 500),
    ).toBe(true);
    expect((await usedMemory()) / before).toBeLessThan(1.2);
  }, 300_000);

  it('find a field that nobody checks', async () => {
    const broken = await twoSchools(({ mingbai }) => {
      const run = mingbai.run.bind(mingbai);
      mingbai.run = (actor, name, given, options) => {
        String((given as { org: { length: number } }).org.length); // the unchecked field
        return run(actor, name, given, options);
      };
    });
    const { faults } = await send(broken, some(600, 3));
    await broken.close();
    expect(faults.length).toBeGreaterThan(0);
  }, 120_000);
});
