import { basisOf, Mingbai } from '@mingbai/application';
import { summarise } from '@mingbai/papers';
import { rootOfLeaves } from '@mingbai/proof';
import { openReadModels } from '@mingbai/read-models-sqlite';
import { describe, expect, it } from 'vitest';
import { ERASED, keyedHash, MASK, operator, SCHOOL, testMingbai, visit, type TestMingbai } from './test-mingbai.ts';

const rootAt = async ({ store }: TestMingbai, size: number): Promise<string> =>
  Buffer.from(rootOfLeaves(await store.leaves(0, size))).toString('base64');

/** Another process on the same log, of which the first hears nothing by itself. */
async function another({ store, vault, clock, random }: TestMingbai): Promise<Mingbai> {
  const models = openReadModels(':memory:');
  const mingbai = new Mingbai({ store, models, vault, clock, random, keyedHash, mask: MASK, erased: ERASED });
  await mingbai.projector.catchUp();
  return mingbai;
}

async function districtWithVisit(): Promise<TestMingbai> {
  const test = await testMingbai();
  await test.must(operator, 'visit.record', visit('2025-03-05'));
  return test;
}

describe('the checkpoint beneath a paper', () => {
  it('is of the events that its figures are made of, those of others too', async () => {
    const test = await districtWithVisit();
    const size = await test.size();
    expect(await basisOf(test.mingbai)).toMatchObject({ upTo: size, checkpoint: { size } });
    await (await another(test)).run(operator, 'visit.record', visit('2025-03-06'));
    const basis = await basisOf(test.mingbai);
    expect(basis).toEqual({ upTo: size + 1, checkpoint: { size: size + 1, root: await rootAt(test, size + 1) } });
    expect(test.models.size()).toBe(size + 1);
  });
  it('is of no more than they are while others never pause, and nothing later is counted', async () => {
    const test = await districtWithVisit();
    const [other, frontier] = [await another(test), test.store.frontier.bind(test.store)];
    await other.run(operator, 'visit.record', visit('2025-03-06'));
    let recording = false;
    test.store.frontier = async () => {
      const told = await frontier();
      if (!recording) {
        recording = true;
        await other.run(operator, 'visit.record', visit('2025-03-06'));
        recording = false;
      }
      return told;
    };
    const districtOnly = 3;
    const { upTo, checkpoint } = await basisOf(test.mingbai);
    test.store.frontier = frontier;
    expect([checkpoint.size, checkpoint.root]).toEqual([upTo, await rootAt(test, upTo)]);
    expect(test.models.size()).toBeGreaterThan(upTo);
    const { figures } = summarise(test.mingbai, operator, { org: SCHOOL, period: '2025', upTo, checkpoint });
    expect(figures.find(({ id }) => id === 'visit.occasions')?.value).toBe(upTo - districtOnly);
  });
});
