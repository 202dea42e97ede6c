import { text } from '@mingbai/messages';
import {
  AlignmentType,
  Footer,
  LineRuleType,
  PageNumber,
  Paragraph,
  TextRun,
  type IParagraphStylePropertiesOptions,
  type IRunStylePropertiesOptions,
  type ISectionOptions,
  type IStylesOptions,
} from 'docx';

/** Ids of the styles that a paper's paragraphs have. */
export const STYLE = {
  title: 'Title',
  heading: 'Heading1',
  body: 'PaperBody',
  address: 'PaperAddress',
  attached: 'PaperAttached',
  signature: 'PaperSignature',
  appendix: 'PaperAppendix',
  note: 'PaperNote',
  head: 'PaperHead',
  cell: 'PaperCell',
  fine: 'PaperFine',
  digits: 'PaperDigits',
} as const;

const POINT = 20; // twips
const BODY_POINTS = 16;
const TITLE_POINTS = 22;
const CHARACTER = BODY_POINTS * POINT;
const INDENT = { firstLineChars: 200, firstLine: 2 * CHARACTER };

const twips = (millimetres: number): number => Math.round((millimetres / 25.4) * 72 * POINT);

/** The width between the margins, in twips: what a table may take. */
export const TEXT_WIDTH = twips(210 - 28 - 26);

/** So many full-width characters of the title stand on a line. */
export const TITLE_CHARACTERS = Math.floor(TEXT_WIDTH / (TITLE_POINTS * POINT));

/** Fonts that GB/T 9704 names; they are in Word and WPS on the unions' machines, so no font is shipped. */
const FONT = { title: '方正小标宋简体', heading: '黑体', body: '仿宋_GB2312', page: '宋体' } as const;
const LATIN = 'Times New Roman';

const face = (points: number, eastAsia: string): IRunStylePropertiesOptions => ({
  size: points * 2,
  font: { ascii: LATIN, hAnsi: LATIN, cs: LATIN, eastAsia, hint: 'eastAsia' },
});

const lines = (points: number): IParagraphStylePropertiesOptions => ({
  spacing: { line: points * POINT, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
});

const HEADING: IParagraphStylePropertiesOptions = { ...lines(28), indent: INDENT, keepNext: true };

type Style = NonNullable<IStylesOptions['paragraphStyles']>[number];

const style = (id: string, run: IRunStylePropertiesOptions, paragraph: IParagraphStylePropertiesOptions): Style => ({
  id,
  name: id,
  basedOn: 'Normal',
  run,
  paragraph,
});

/** So many full-width characters stand on a line of the signature. */
export const SIGNATURE_CHARACTERS = 16;

/** The seal of the unit stands over name and date: both are centred eight characters from the right margin. */
const UNDER_SEAL = {
  alignment: AlignmentType.CENTER,
  indent: { left: TEXT_WIDTH - SIGNATURE_CHARACTERS * CHARACTER },
  keepNext: true,
  keepLines: true,
};

/** The official layout of GB/T 9704: 16 pt 仿宋 on 28 pt lines, 黑体 heads, a 22 pt 小标宋 title. */
export const PAPER_STYLES: IStylesOptions = {
  default: {
    document: { run: { ...face(BODY_POINTS, FONT.body), language: { value: 'en-US', eastAsia: 'zh-CN' } } },
    title: {
      run: { ...face(TITLE_POINTS, FONT.title), bold: false },
      paragraph: {
        ...lines(33),
        spacing: { ...lines(33).spacing, after: 28 * POINT },
        alignment: AlignmentType.CENTER,
      },
    },
    heading1: { run: { ...face(BODY_POINTS, FONT.heading), bold: false, color: 'auto' }, paragraph: HEADING },
  },
  paragraphStyles: [
    style(STYLE.body, {}, { ...lines(28), indent: INDENT, alignment: AlignmentType.BOTH }),
    style(STYLE.address, {}, lines(28)),
    style(
      STYLE.attached,
      {},
      { spacing: { ...lines(28).spacing, before: 28 * POINT, after: 56 * POINT }, indent: INDENT, keepNext: true },
    ),
    style(STYLE.signature, {}, { ...lines(28), ...UNDER_SEAL }),
    style(STYLE.appendix, face(BODY_POINTS, FONT.heading), { ...lines(28), keepNext: true }),
    style(STYLE.note, face(10.5, FONT.body), { ...lines(16), spacing: { ...lines(16).spacing, after: 6 * POINT } }),
    style(STYLE.head, face(10.5, FONT.heading), { ...lines(16), alignment: AlignmentType.CENTER }),
    style(STYLE.cell, face(10.5, FONT.body), lines(15)),
    style(STYLE.fine, face(7, FONT.body), lines(9)),
    style(
      STYLE.digits,
      { ...face(BODY_POINTS, FONT.body), bold: true },
      { ...lines(28), alignment: AlignmentType.CENTER },
    ),
  ],
};

/** «— 1 —» outside: odd pages one character from the right margin, even pages one from the left. */
function pageNumber(alignment: 'left' | 'right'): Footer {
  const [before = '', after = ''] = text('paper.page', { page: '\n' }).split('\n');
  const children = [before, PageNumber.CURRENT, after];
  const number = new TextRun({ ...face(14, FONT.page), children });
  const indent = { [alignment]: 14 * POINT };
  return new Footer({
    children: [
      new Paragraph({ alignment: AlignmentType[alignment === 'left' ? 'LEFT' : 'RIGHT'], indent, children: [number] }),
    ],
  });
}

/** The page of GB/T 9704: A4 with margins of 37, 26, 35 and 28 mm, and its number below the text. */
export function officialPage(): Omit<ISectionOptions, 'children'> {
  const millimetres = { top: 37, right: 26, bottom: 35, left: 28, header: 15, footer: 25 };
  const margin = Object.fromEntries(Object.entries(millimetres).map(([side, length]) => [side, twips(length)]));
  const size = { width: twips(210), height: twips(297) };
  return {
    properties: { page: { size, margin } },
    footers: { default: pageNumber('right'), even: pageNumber('left') },
  };
}
