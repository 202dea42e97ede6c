import { hash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { digitGroups } from '@mingbai/proof';
import { describe, expect, it } from 'vitest';
import { summaryDocument } from './document.ts';
import type { Summary, SummaryFigure, SummaryPart } from './summary-shape.ts';

const CENTRAL_HEADER = 0x02014b50;
const END_RECORD = Buffer.from([0x50, 0x4b, 5, 6]);

/** The files of a zip whose entries are deflated or stored, as UTF-8 texts. */
function unzipped(bytes: Uint8Array): ReadonlyMap<string, string> {
  const zip = Buffer.from(bytes);
  const end = zip.lastIndexOf(END_RECORD);
  const files = new Map<string, string>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== CENTRAL_HEADER) throw new Error('not a zip');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    const name = zip.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    files.set(name, (zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(data) : data).toString('utf8'));
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return files;
}

/** What a reader sees of some XML of Word: a line for a paragraph with text, `^5` for a raised 5, a tab for a tab. */
function shown(xml: string): string {
  return xml
    .replace(/<w:r>(?:(?!<\/w:r>).)*?<w:vertAlign w:val="superscript"\/>/gs, '^')
    .replace(/<w:tab\/>/g, '\t')
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/\n+/g, '\n')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;|&#39;/g, "'")
    .replace(/&amp;/g, '&');
}

const idOf = (number: number): string => `0199f3a2-7c41-7d10-8b00-${String(number).padStart(12, '0')}`;
const idsOf = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => idOf(index + 1));

const figure = (id: string, more: Partial<SummaryFigure> = {}): SummaryFigure => ({
  id,
  label: `名目${id}`,
  value: 3,
  unit: '人次',
  precision: 'exact',
  count: 2,
  events: idsOf(2),
  positions: { from: 4, to: 9 },
  ...more,
});
const printed = (id: string, text: string): SummaryPart => ({ figure: id, text });
const section = (title: string, ...parts: SummaryPart[]): Summary['sections'][number] => ({
  id: title,
  title,
  paragraphs: [{ parts }],
});

const ROOT = Buffer.alloc(32, 7);
const summary = (more: Partial<Summary> = {}): Summary => ({
  title: '示例小学2025年工会工作总结',
  org: { code: 'S01', name: '示例小学' },
  period: { from: '2025-01-01', to: '2025-12-31' },
  preamble: '现将2025年工会工作总结如下（数据截至2025年12月31日）。',
  kind: 'school',
  asOf: '2025-12-31',
  knownAt: null,
  checkpoint: { size: 1234, root: ROOT.toString('base64') },
  warnings: [],
  sections: [
    section(
      '走访慰问',
      '走访慰问',
      printed('visit.person-times', '20余人次'),
      '，慰问金',
      printed('visit.money', '1234.50元'),
      '。',
    ),
    section('经费收支', '余额', printed('fund.balance', '—'), '。'),
  ],
  figures: [
    figure('visit.person-times', { value: 20, precision: 'over', note: '另有 1 条未知' }),
    figure('visit.unprinted', { value: 8 }),
    figure('visit.money', { value: 123_450, unit: '分' }),
    figure('fund.balance', { value: null, unit: '分', precision: 'unknown', events: [] }),
  ],
  ...more,
});

const partOf = async (given: Summary, path: string): Promise<string> =>
  unzipped(await summaryDocument(given)).get(path) ?? '';
const readerSees = async (given: Summary): Promise<string> => shown(await partOf(given, 'word/document.xml'));

describe('a summary as a document', () => {
  it('has the title, numbered sections, and behind each figure the number of its evidence', async () => {
    const seen = await readerSees(summary());
    expect(
      seen.startsWith('示例小学2025年工会工作总结\n现将2025年工会工作总结如下（数据截至2025年12月31日）。\n'),
    ).toBe(true);
    expect(seen).toContain('一、走访慰问\n走访慰问20余人次^1，慰问金1234.50元^2。\n二、经费收支\n余额—^3。\n');
    expect(seen).toContain('附件：数据依据\n示例小学\n2025年12月31日\n附件\n数据依据\n');
  });

  it('speaks to whom it is for and ends with what it asks of them, where it says so', async () => {
    const seen = await readerSees(summary({ kind: 'congress', address: '各位代表：', closing: '请各位代表审议。' }));
    expect(seen).toContain('工会工作总结\n各位代表：\n现将2025年');
    expect(seen).toContain('余额—^3。\n请各位代表审议。\n附件：数据依据\n');
  });

  it('says of the figures of a plan that they are not only what has happened', async () => {
    const seen = await readerSees(summary({ kind: 'plan' }));
    expect(seen).toContain('计划时间全部在2025年1月1日至2025年12月31日之内的安排，不论是否已到时间');
    expect(seen).not.toContain('只计截至');
  });

  it('leads from the number in the text to the line in the table', async () => {
    const xml = await partOf(summary(), 'word/document.xml');
    const [links, marks] = [/<w:hyperlink [^>]*w:anchor="(\w+)"/g, /<w:bookmarkStart w:name="(\w+)"/g].map((pattern) =>
      Array.from(xml.matchAll(pattern), (match) => match[1]),
    );
    expect(links).toEqual(['evidence_1', 'evidence_2', 'evidence_3']);
    expect(marks).toEqual(['evidence_1', 'evidence_2', 'evidence_3', 'evidence_4']);
  });

  it('has a line of evidence for each figure with its events’ full ids, those not printed last', async () => {
    const seen = await readerSees(summary());
    const events = `事件 2 条\n${idOf(1)}\t${idOf(2)}\n`;
    expect(seen).toContain(`1\n名目visit.person-times\nvisit.person-times\n20余人次\n另有 1 条未知\n${events}`);
    expect(seen).toContain(`2\n名目visit.money\nvisit.money\n1234.50元\n${events}`);
    expect(seen).toContain('3\n名目fund.balance\nfund.balance\n—\n—\n');
    expect(seen).toContain(`4\n名目visit.unprinted\nvisit.unprinted\n8人次\n${events}`);
  });

  it('tells numerator, denominator and day of a share', async () => {
    const ratio = { numerator: 30, denominator: null, asOf: '2025-06-30' };
    const seen = await readerSees(
      summary({ sections: [], figures: [figure('share', { value: null, unit: '%', precision: 'unknown', ratio })] }),
    );
    expect(seen).toContain('—\n分子 30，分母 —，截至2025年6月30日\n');
    expect(seen).toContain('本期间没有记录。\n');
  });

  it('lists 50 events, and of 51 tells count, positions and digest', async () => {
    const figures = [
      figure('visit.fifty', { events: idsOf(50) }),
      figure('visit.many', { events: idsOf(51), positions: { from: 3, to: 77 } }),
    ];
    const seen = await readerSees(summary({ sections: [], figures }));
    const digest = hash('sha256', idsOf(51).join('\n') + '\n');
    expect(seen).toContain(`共 51 条，位置 3–77，摘要 ${digest}\n`);
    expect(seen).toContain('事件超过 50 条的，只列条数');
    expect(seen).toContain(idOf(50));
    expect(seen).not.toContain(idOf(51));
    expect(await readerSees(summary({ sections: [], figures: figures.slice(0, 1) }))).not.toContain('事件超过');
  });

  it('ends with the checkpoint: size, root and the digits that can be read out', async () => {
    const root = ROOT.toString('base64');
    const digits = digitGroups(1234, ROOT).join(' ');
    expect(digits).toMatch(/^(\d{5} ){7}\d{5}$/);
    expect(await readerSees(summary())).toMatch(
      new RegExp(`事件总数：1234\n根值：${RegExp.escape(root)}\n校验数字：\n${digits}\n$`),
    );
  });

  it('has the warnings, and no heading for none', async () => {
    expect(await readerSees(summary())).not.toContain('需要说明的情况');
    const seen = await readerSees(summary({ warnings: ['余额：没有记录', '慰问金：另有 2 条未知'] }));
    expect(seen).toContain('需要说明的情况\n1．余额：没有记录\n2．慰问金：另有 2 条未知\n检查点\n');
  });

  it('tells both clocks and the organisation of its figures', async () => {
    expect(await readerSees(summary())).toContain(
      '口径：示例小学（S01）及其下级单位；期间为2025年1月1日至2025年12月31日，只计截至2025年12月31日已发生的；按生成时已登记的全部记录。',
    );
    expect(await readerSees(summary({ knownAt: '2025-12-31T15:59:59.999Z' }))).toContain(
      '按2025年12月31日 23:59:59（北京时间）已登记的记录。',
    );
  });

  it('escapes what XML would read as markup and drops what it cannot hold', async () => {
    const name = `</w:t>&amp;<“甲”&'乙'>\u000B`;
    const given = summary({ title: `${name}总结`, org: { code: 'S01', name } });
    expect(await readerSees(given)).toContain(`附件：数据依据\n</w:t>&amp;<“甲”&'乙'>\n2025年`);
    expect(await partOf(given, 'docProps/core.xml')).toContain(
      "<dc:title>&lt;/w:t&gt;&amp;amp;&lt;“甲”&amp;'乙'&gt;总结</dc:title>",
    );
  });

  it('says who made the file and pretends no times', async () => {
    const core = await partOf(summary(), 'docProps/core.xml');
    expect(core).toContain('<dc:creator>明白账</dc:creator>');
    expect(core).not.toMatch(/created|modified|\d{4}-\d\d-\d\d/);
  });

  it('breaks a title of two lines behind the name of the unit', async () => {
    const name = '上海市黄浦区示例实验小学';
    const long = { title: `${name}2025年工会工作总结`, org: { code: 'S01', name } };
    expect(await partOf(summary(long), 'word/document.xml')).toMatch(/示例实验小学<\/w:t><\/w:r><w:r><w:br\/>/);
    expect(await readerSees(summary(long))).toContain(`${name}2025年工会工作总结\n`);
    expect(await partOf(summary(), 'word/document.xml')).not.toContain('<w:br/>');
  });

  it('is laid out as GB/T 9704 says', async () => {
    const files = unzipped(await summaryDocument(summary()));
    const styles = files.get('word/styles.xml') ?? '';
    expect(files.get('word/document.xml')).toMatch(
      /<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/,
    );
    expect(styles).toContain('w:eastAsia="方正小标宋简体"');
    expect(styles).toMatch(/w:line="560" w:lineRule="exact"/);
    expect(styles).toContain('w:firstLineChars="200"');
    const footers = [...files]
      .filter(([path]) => path.startsWith('word/footer'))
      .map(([, xml]) => shown(xml.replace(/<w:instrText[^>]*>PAGE/g, '1')).trim());
    expect(footers).toEqual(['— 1 —', '— 1 —']);
  });

  it('stops at a figure that the summary does not list', async () => {
    await expect(summaryDocument(summary({ figures: [] }))).rejects.toThrow(
      'does not list the figure visit.person-times',
    );
  });
});
