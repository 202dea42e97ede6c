import { summarise } from '@mingbai/papers';
import { describe, expect, it } from 'vitest';
import { DISTRICT, officer, operator, SCHOOL, testMingbai, visit } from './test-mingbai.ts';

const checkpoint = { size: 0, root: '' };
const asking = async () => {
  const test = await testMingbai();
  await test.must(officer, 'visit.record', visit('2025-03-08'));
  return (asked: object) => summarise(test.mingbai, operator, { org: SCHOOL, period: '2025', checkpoint, ...asked });
};

describe('a summary', () => {
  it('calls its organisation by name, also of a time before anything was known', async () => {
    const ask = await asking();
    const { title, org, figures } = ask({ knownAt: '1999-01-01' });
    expect(org).toEqual(ask({}).org);
    expect(title).toBe(ask({}).title);
    expect(figures.every(({ value }) => value === null)).toBe(true);
  });
  it('says what was recorded by the time that is asked about, or that nothing was', async () => {
    const ask = await asking();
    const known = (asked: object) => ask(asked).preamble.split('数据截至2025年3月10日')[1];
    expect(known({})).toBe('）。');
    expect(known({ knownAt: '2025-03-10' })).toBe('，只按2025年3月10日 23:59:59（北京时间）已登记的记录）。');
    const district = { org: DISTRICT, kind: 'district', knownAt: '1999-01-01' };
    expect([known(district), ask(district).sections]).toEqual([known({ knownAt: '1999-01-01' }), []]);
    expect(known({ knownAt: '1999-01-01' })).toBe('；到1999年1月1日 23:59:59（北京时间）还没有登记任何记录）。');
  });
  it('warns that its period is still to come, and only then', async () => {
    const ask = await asking();
    const future = (asked: object) => ask(asked).warnings.filter((warning) => warning.includes('还没有到'));
    expect(future({ period: '2099' })).toEqual([
      '截至2025年3月10日，2099年还没有到，不会有已经发生的事；请核对所问的期间',
    ]);
    expect(future({ period: '2025Q1', asOf: '2024-12-31' })).toHaveLength(1);
    for (const period of ['2025', '2025-03-10', '2024']) expect(future({ period })).toEqual([]);
  });
});
