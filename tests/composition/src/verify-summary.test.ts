import { summarise } from '@mingbai/papers';
import { summaryDocument } from '@mingbai/papers/document';
import { NotASummary, verifySummary, type PaperParts } from '@mingbai/papers/verify-summary';
import { rootOf, toBase64 } from '@mingbai/proof';
import { openParts, partContent } from '@mingbai/sheets';
import { describe, expect, it } from 'vitest';
import { counted, member, officer, operator, SCHOOL, testMingbai, visit, type TestMingbai } from './test-mingbai.ts';

const partsIn = (bytes: Uint8Array): PaperParts => {
  const parts = openParts(bytes);
  return (name) => new TextDecoder().decode(partContent(parts, name));
};

/** A year of a school with two visits, and its paper. */
async function told(first = 5): Promise<{ test: TestMingbai; partOf: PaperParts }> {
  const test = await testMingbai();
  await test.must(officer, 'visit.record', visit('2025-03-08', counted(first)));
  await test.must(officer, 'visit.record', visit('2025-03-09', counted(7)));
  const frontier = await test.store.frontier();
  const checkpoint = { size: frontier.size, root: toBase64(rootOf(frontier)) };
  const summary = summarise(test.mingbai, operator, { org: SCHOOL, period: '2025', checkpoint });
  return { test, partOf: partsIn(await summaryDocument(summary)) };
}
const verify = ({ mingbai }: TestMingbai, partOf: PaperParts) =>
  verifySummary(mingbai, operator, { partOf, reads: partsIn });
const changed =
  (partOf: PaperParts, from: string | RegExp, to: string): PaperParts =>
  (name) =>
    partOf(name)?.replace(from, to);

describe('a summary’s paper', () => {
  it('is what the log says, whatever was recorded since', async () => {
    const { test, partOf } = await told();
    expect(await verify(test, partOf)).toMatchObject({ ok: true, sameLog: true, differences: [] });
    const [held] = test.mingbai.list(operator, 'visits', {});
    await test.must(officer, 'visit.record', visit('2025-03-09', counted(9)));
    await test.must(officer, 'visit.withdraw', { org: SCHOOL, record: held?.record, reason: '登记错误' });
    const verified = await verify(test, partOf);
    expect(verified).toMatchObject({ ok: true, differences: [] });
    expect(verified.lines).toBeGreaterThan(20);
  });
  it.each([
    ['a figure in the text', '12人次', '21人次', /共 ?21人次/],
    ['a word', '走访慰问', '走访看望', /走访看望/],
    ['an event of the evidence', /[0-9a-f]{8}-[0-9a-f]{4}-5/, '00000000-0000-5', /00000000-0000-5/],
  ])('of which %s was changed is named, with what it should be', async (_, from, to, says) => {
    const { test, partOf } = await told();
    const { ok, sameLog, differences } = await verify(test, changed(partOf, from, to));
    expect([ok, sameLog]).toEqual([false, true]);
    expect(differences[0]?.found).toMatch(says);
    expect(differences[0]?.expected).not.toMatch(says);
    expect(differences[0]?.expected).not.toBeNull();
  });
  it('of which a line was left out, or whose question was changed, is found', async () => {
    const { test, partOf } = await told();
    const short = changed(partOf, /<w:p>(?:(?!<\/w:p>).)*12人次.*?<\/w:p>/s, '');
    expect((await verify(test, short)).differences).toEqual([
      { found: null, expected: expect.stringContaining('12人次') },
    ]);
    const asked = changed(partOf, '2025-12-31', '2025-03-08');
    expect((await verify(test, asked)).differences.length).toBeGreaterThan(0);
  });
  it('of another log, or of a longer one, is told so', async () => {
    const { partOf } = await told();
    const { test: other } = await told(4);
    expect(await verify(other, partOf)).toMatchObject({ ok: false, sameLog: false });
    expect(await verify(await testMingbai(), partOf)).toMatchObject({ ok: false, sameLog: false });
  });
  it('is asked by whoever may read what it tells, and what is none is refused', async () => {
    const { test, partOf } = await told();
    const asMember = verifySummary(test.mingbai, member, { partOf, reads: partsIn });
    await expect(asMember).rejects.toThrow('forbidden');
    await expect(verify(test, changed(partOf, 'mingbai-summary', 'another'))).rejects.toThrow(NotASummary);
    await expect(verify(test, changed(partOf, 'kind&quot;', 'sort&quot;'))).rejects.toThrow(NotASummary);
  });
});
