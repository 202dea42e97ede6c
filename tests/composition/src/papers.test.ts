import { trace, type Actor } from '@mingbai/application';
import { SUMMARY_KINDS, type SummaryKind } from '@mingbai/kernel';
import { summarise, type Summary } from '@mingbai/papers';
import { summaryDocument } from '@mingbai/papers/document';
import { verifySummary, type PaperParts } from '@mingbai/papers/verify-summary';
import { rootOf, toBase64 } from '@mingbai/proof';
import { openParts, partContent } from '@mingbai/sheets';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  auditor,
  counted,
  DISTRICT,
  member,
  officer,
  on,
  operator,
  OTHER,
  SCHOOL,
  testMingbai,
  visit,
  type Input,
  type TestMingbai,
} from './test-mingbai.ts';

/** Today is 2025-03-10. Below the district: a town with a quiet school, and two schools, the second quiet as well. */
let test: TestMingbai;
beforeEach(async () => {
  test = await testMingbai();
  const unit = async (code: string, name: string, kind: string, administeredBy: string): Promise<void> => {
    const since = on('2020-01-01');
    await test.must(operator, 'organisation.register', { code, name, kind, administeredBy, occurredOn: since });
  };
  await unit('T1', '某镇教育工会', 'town', DISTRICT);
  await unit('S3', '镇小学', 'school', 'T1');
  await unit('S1-F1', '东校区', 'branch', SCHOOL);
  await test.must(officer, 'visit.record', visit('2025-03-08', counted(5)));
  await test.must(operator, 'visit.record', visit('2025-02-08', { ...counted(3), org: 'T1' }));
  await test.must(operator, 'visit.record', visit('2025-02-09', { ...counted(2), org: DISTRICT }));
});

const span = (from: string, to: string, asStated?: string) => ({ from, to, ...(asStated ? { asStated } : {}) });
const plan = (what: string, occurredOn: Input, more: Input = {}): Promise<string> =>
  test.recordOf(operator, 'plan.record', { org: SCHOOL, what, field: 'activity', occurredOn, ...more });

type Question = Partial<Parameters<typeof summarise>[2]>;
function paper(kind: SummaryKind, asked: Question = {}, actor: Actor = operator): Summary {
  const checkpoint = { size: 0, root: '' };
  return summarise(test.mingbai, actor, { org: SCHOOL, period: '2025', kind, checkpoint, ...asked });
}
const told = ({ sections }: Pick<Summary, 'sections'>): readonly (readonly string[])[] =>
  sections.map(({ title, paragraphs }) => [
    title,
    ...paragraphs.map(({ parts }) => parts.map((part) => (typeof part === 'string' ? part : part.text)).join('')),
  ]);

describe('a report to the congress', () => {
  it('speaks to the delegates, reviews as a summary does, and tells what is to come in order of time', async () => {
    await plan('教师节表彰', span('2026-09-01', '2026-09-30', '2026年9月'));
    await plan('春节慰问', span('2026-01-20', '2026-01-20'), { responsible: '主席', partners: ['行政', '团委'] });
    await plan('三月的活动', span('2025-03-01', '2025-03-31'));
    const report = paper('congress');
    expect(report).toMatchObject({
      title: '第一中学2025年工会工作报告',
      address: '各位代表：',
      closing: '以上报告，请各位代表审议。',
      warnings: [],
    });
    expect(report.sections.slice(0, -1)).toEqual(paper('school').sections);
    expect(told(report).at(-1)).toEqual([
      '下一步工作打算',
      '1．2026年1月20日：春节慰问（责任：主席；协办：行政、团委）。',
      '2．2026年9月：教师节表彰。',
    ]);
    expect(report.figures.filter(({ id }) => id.startsWith('plan.'))).toEqual([]);
  });
  it('leaves out what was dropped or carried over, what others plan, and what was not known yet', async () => {
    const next = span('2026-05-01', '2026-05-31');
    const settledOn = '2025-03-09';
    await plan('取消的事', next, { outcome: 'dropped', settledOn });
    await plan('转走的事', next, { outcome: 'carried-over', settledOn });
    await plan('东校区的事', next, { org: 'S1-F1' });
    test.clock.set('2025-03-12T00:00:00Z');
    await plan('后来想到的事', next);
    expect(told(paper('congress')).at(-1)).toEqual(['下一步工作打算', expect.stringContaining('后来想到的事')]);
    const earlier = paper('congress', { knownAt: '2025-03-11' });
    expect(told(earlier).flat().join()).not.toContain('下一步');
    expect(earlier.warnings).toEqual([expect.stringMatching(/“工作计划”里没有报告期以后的安排.*登记计划后再生成/)]);
  });
  it('has to come what has begun and goes on after its period, but not what was done by then', async () => {
    const half = span('2025-02-01', '2025-06-30', '2025年春季学期');
    await plan('还在办的事', half);
    await plan('期末办完的事', half, { outcome: 'done', settledOn: '2025-03-09' });
    await plan('提前办完的事', on('2025-04-01'), { outcome: 'done', settledOn: '2025-02-27' });
    const coming = ['1．2025年春季学期：还在办的事。', '2．2025年春季学期：期末办完的事（2025年3月9日已办理）。'];
    const asked = { period: '2025-01-01..2025-02-28' };
    expect(told(paper('congress', asked)).at(-1)).toEqual(['下一步工作打算', ...coming]);
    expect(told(paper('congress', { ...asked, asOf: '2025-02-28' })).at(-1)).toEqual([
      '下一步工作打算',
      ...coming.map((line) => line.replace('（2025年3月9日已办理）', '')),
    ]);
    expect(told(paper('congress', { period: '2025-01-01..2025-03-09' })).at(-1)).toEqual(['下一步工作打算', coming[0]]);
  });
  it('writes days as a paper does, however they were typed', async () => {
    await plan('五月的事', span('2026-05-01', '2026-05-31', '2026-05'));
    await plan('六月的事', span('2026-06-01', '2026-07-31', '2026.6.1至2026.7.31'));
    expect(told(paper('congress')).at(-1)?.slice(1)).toEqual([
      '1．2026年5月：五月的事。',
      '2．2026年6月1日至2026年7月31日：六月的事。',
    ]);
  });
  it('has nothing to come where no day comes after its period', async () => {
    await plan('明年的事', on('2026-05-01'));
    expect(
      told(paper('congress', { period: '2025-01-01..2199-12-31' }))
        .flat()
        .join(),
    ).not.toContain('下一步');
  });
});

describe('a plan', () => {
  it('tells how many items there are, then the own ones month by month and those that take longer', async () => {
    const done = { outcome: 'done', settledOn: '2025-03-08' };
    await plan('五月的活动', span('2025-05-01', '2025-05-31', '2025年五月'), { responsible: '文体委员' });
    await plan('三八节', on('2025-03-08'), done);
    await plan('月底到月初', span('2025-03-25', '2025-04-05'));
    await plan('全年的事', span('2025-01-01', '2025-12-31', '2025年'));
    await plan('学期的事', span('2025-03-01', '2025-04-30'));
    await plan('明年的事', on('2026-03-08'));
    await plan('东校区的事', on('2025-06-01'), { org: 'S1-F1' });
    const made = paper('plan');
    expect(made.title).toBe('第一中学2025年工会工作计划');
    expect(told(made)).toEqual([
      ['总体安排', '共安排工作6项。', '已办理1项。', '尚无办理结果5项。'],
      ['2025年3月', '1．2025年3月8日：三八节（2025年3月8日已办理）。', '2．2025年3月25日至2025年4月5日：月底到月初。'],
      ['2025年5月', '1．五月的活动（责任：文体委员）。'],
      ['跨月进行的工作', '1．2025年：全年的事。', '2．2025年3月1日至2025年4月30日：学期的事。'],
      ['下级单位的安排', '东校区：安排工作1项，尚无办理结果1项。'],
    ]);
  });
  it('is whole whatever day it is seen from, but for outcomes, and warns of what is overdue by then', async () => {
    await plan('二月的活动', span('2025-02-01', '2025-02-28', '2025年2月'));
    await plan('东校区的事', on('2025-02-03'), { org: 'S1-F1' });
    await plan('办完的事', on('2025-03-01'), { outcome: 'done', settledOn: '2025-03-02' });
    await plan('将来的事', on('2025-11-11'));
    const seen = (asOf?: string) => paper('plan', { asOf });
    const lines = told(seen());
    expect(lines[0]).toEqual(['总体安排', '共安排工作4项。', '已办理1项。', '尚无办理结果3项。']);
    const before = lines.map((section) => section.map((line) => line.replace('（2025年3月2日已办理）', '')));
    expect(told(seen('2025-03-01'))).toEqual([
      ['总体安排', '共安排工作4项。', '尚无办理结果4项。'],
      ...before.slice(1),
    ]);
    expect(seen().warnings).toEqual([
      '有 2 项计划时间已过（截至2025年3月10日），还没有登记办理结果：2025年2月二月的活动；东校区2025年2月3日东校区的事',
    ]);
    expect(seen('2025-02-28').warnings).toEqual([expect.stringMatching(/^有 1 项计划时间已过.*：东校区/)]);
  });
  it('warns of an outcome that is dated long before the time of its item', async () => {
    await plan('将来的事', on('2025-11-11'), { outcome: 'done', settledOn: '2024-11-10' });
    await plan('提前办的事', on('2025-11-11'), { outcome: 'done', settledOn: '2024-11-11' });
    expect(paper('plan').warnings).toEqual([
      '有 1 项的办理结果比计划时间早一年以上，请核对日期：2025年11月11日将来的事',
    ]);
  });
  it('names five items that are overdue, and of more says how many', async () => {
    for (const day of [1, 2, 3, 4, 5, 6]) await plan(`事${day}`, on(`2025-02-0${day}`));
    expect(paper('plan').warnings).toEqual([expect.stringMatching(/^有 6 项.*2025年2月5日事5；…$/)]);
  });
});

it('what is planned is no result in any other paper', async () => {
  await plan('走访', on('2025-03-20'), { field: 'visit' });
  await plan('办完的走访', on('2025-03-01'), { field: 'visit', outcome: 'done', settledOn: '2025-03-02' });
  for (const kind of SUMMARY_KINDS.filter((each) => each !== 'plan')) {
    const made = paper(kind, { period: '2025' });
    expect(made.figures.filter(({ id }) => id.startsWith('plan.'))).toEqual([]);
    expect(made.figures.find(({ id }) => id === 'visit.occasions')?.value).toBe(1);
  }
  expect(paper('school', { period: '2026' }).sections).toEqual([]);
});

describe('a district’s summary', () => {
  const district = (asked: Question = {}, actor: Actor = operator): Summary =>
    paper('district', { org: DISTRICT, ...asked }, actor);
  it('tells of the whole district, then of each unit with its own figures, and names those that are silent', () => {
    const made = district();
    expect(made.sections.slice(0, -1)).toEqual(paper('school', { org: DISTRICT }).sections);
    expect(told(made).at(-1)).toEqual([
      '各单位情况',
      expect.stringContaining('某区教育工会本级办的事只在前面的合计里'),
      '第一中学：走访慰问1次，共5人次。',
      '某镇教育工会：走访慰问1次，共3人次。',
      expect.stringMatching(/^本期间没有任何记录（未报送）的单位：第二中学、镇小学。.*不能当作 0/),
    ]);
  });
  it('has figures of units that open just the events that the unit itself would', async () => {
    const figures = district().figures.filter(({ id }) => id.includes('org='));
    expect(figures.map(({ id }) => id)).toEqual([
      `visit.occasions[org=${SCHOOL}]`,
      `visit.person-times[org=${SCHOOL}]`,
      'visit.occasions[org=T1]',
      'visit.person-times[org=T1]',
    ]);
    for (const { id, label, value, events = [] } of figures) {
      const traced = await trace(test.mingbai, auditor, id, { org: DISTRICT, period: '2025' });
      expect([traced.figure.value, traced.events.map((event) => event.id)]).toEqual([value, events]);
      expect(label).toMatch(/（第一中学|某镇教育工会）$/);
    }
  });
  it('takes the tree of its day, and a record that only touches the period for a record', async () => {
    const moved = { code: SCHOOL, name: '第一中学', kind: 'school', administeredBy: 'T1', reason: '划归镇里' };
    await test.must(operator, 'organisation.correct', {
      ...moved,
      record: SCHOOL,
      org: SCHOOL,
      occurredOn: on('2025-03-09'),
    });
    await test.must(operator, 'visit.record', {
      ...visit('2025-03-01', { org: OTHER }),
      occurredOn: span('2024-12-30', '2025-01-02'),
    });
    const units = (asOf: string) => told(district({ asOf })).at(-1)?.slice(2) ?? [];
    expect(units('2025-03-08').join()).toContain('第一中学：走访慰问1次');
    expect(units('2025-03-09')[0]).toMatch(/^某镇教育工会：走访慰问2次，共8人次。$/);
    expect(units('2025-03-09').at(-1)).toMatch(/未报送）的单位：镇小学。/);
  });
  it('says once what is to be said of a figure, not again for each unit', async () => {
    await test.must(officer, 'visit.record', visit('2025-03-05', counted(null)));
    const made = district();
    expect(made.warnings).toEqual(paper('school', { org: DISTRICT }).warnings);
    expect(made.figures.find(({ id }) => id === `visit.person-times[org=${SCHOOL}]`)?.note).toContain('1 条未知');
  });
  it('is refused where no unit is below, and to whoever may not read there', () => {
    expect(() => paper('district', { org: OTHER })).toThrow('no-units-below');
    expect(() => district({}, officer)).toThrow('outside-own-organisation');
    expect(() => paper('plan', {}, member)).toThrow('forbidden');
  });
});

describe.each(SUMMARY_KINDS)('the paper of the kind %s', (kind) => {
  const partsIn = (bytes: Uint8Array): PaperParts => {
    const parts = openParts(bytes);
    return (name) => new TextDecoder().decode(partContent(parts, name));
  };
  it('is verified against the log, and named where it was changed', async () => {
    await plan('三八节', on('2025-03-08'));
    await plan('来年的事', on('2026-03-08'));
    const frontier = await test.store.frontier();
    const checkpoint = { size: frontier.size, root: toBase64(rootOf(frontier)) };
    const partOf = partsIn(await summaryDocument(paper(kind, { org: DISTRICT, checkpoint })));
    const verify = (of: PaperParts) => verifySummary(test.mingbai, operator, { partOf: of, reads: partsIn });
    await plan('再后来的事', on('2025-04-08'));
    expect(await verify(partOf)).toMatchObject({ ok: true, question: { kind }, differences: [] });
    const changed: PaperParts = (name) => partOf(name)?.replace('2025年工会工作', '2025年工会主要工作');
    expect((await verify(changed)).differences).toHaveLength(1);
  });
});
