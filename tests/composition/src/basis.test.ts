import { basisOf } from '@mingbai/application';
import { rootOfLeaves } from '@mingbai/proof';
import { summarise } from '@mingbai/papers';
import { describe, expect, it } from 'vitest';
import { operator, SCHOOL, testMingbai, visit, type TestMingbai } from './test-mingbai.ts';

const rootAt = async ({ store }: TestMingbai, size: number): Promise<Uint8Array> =>
  rootOfLeaves(await store.leaves(0, size));

/** Another process records a visit, of which nobody here has heard yet. */
async function recordElsewhere({ store }: TestMingbai): Promise<void> {
  const { size } = await store.frontier();
  const [last] = await store.readAll(size - 1, 1);
  const stream = `visit-elsewhere-${size}`;
  const bytes = last?.bytes ?? new Uint8Array();
  await store.append([{ command: stream, requestHash: 'h', events: [{ id: stream, stream, revision: 0, bytes }] }]);
}

describe('the checkpoint beneath a paper', () => {
  it('is of the events that its figures were made of, though others have recorded more', async () => {
    const test = await testMingbai();
    await test.must(operator, 'visit.record', visit('2025-03-05'));
    const size = await test.size();
    expect(await basisOf(test.mingbai)).toMatchObject({ upTo: size, checkpoint: { size } });
    await recordElsewhere(test);
    const { checkpoint, upTo } = await basisOf(test.mingbai);
    expect([upTo, checkpoint.size, await test.size()]).toEqual([size, size, size + 1]);
    expect(checkpoint.root).toBe(Buffer.from(await rootAt(test, size)).toString('base64'));
  });
  it('belongs to its figures also when more is recorded before they are made', async () => {
    const test = await testMingbai();
    await test.must(operator, 'visit.record', visit('2025-03-05'));
    const basis = await basisOf(test.mingbai);
    const asked = { org: SCHOOL, period: '2025', ...basis };
    const before = summarise(test.mingbai, operator, asked);
    await test.must(operator, 'visit.record', visit('2025-03-06'));
    expect(summarise(test.mingbai, operator, asked).figures).toEqual(before.figures);
  });
});
