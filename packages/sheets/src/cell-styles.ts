import { dateShown } from './date-formats.ts';
import { readXml } from './xml-events.ts';

/** How a cell shows a number: as a date, as a percentage, or with so many decimals. */
export type CellStyle = {
  readonly date?: 'day' | 'month' | undefined;
  readonly percent: boolean;
  readonly decimals: number;
  /** The format code; blank for the built-in formats, which no file spells out. */
  readonly code: string;
};

/** Built-in formats that show a day, including those Chinese Excel uses (28 to 58); time-only ones are no dates. */
const BUILT_IN_DAYS: ReadonlySet<number> = new Set([14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58]);
/** Built-in formats that show only month and year. */
const BUILT_IN_MONTHS: ReadonlySet<number> = new Set([17, 27, 36, 50, 52, 57]);
const BUILT_IN_DECIMALS: ReadonlySet<number> = new Set([2, 4, 10, 39, 40]);
const BUILT_IN_PERCENTS: ReadonlySet<number> = new Set([9, 10]);

/** For each cell style of the workbook, how it shows numbers. */
export function readCellStyles(content: Uint8Array | undefined): readonly CellStyle[] {
  const styles: CellStyle[] = [];
  const custom = new Map<number, CellStyle>();
  let inCellStyles = false;
  if (content === undefined) return styles;
  readXml(content, {
    open(name, attributes) {
      if (name === 'numFmt') custom.set(Number(attributes['numFmtId']), styleOf(attributes['formatCode'] ?? ''));
      if (name === 'cellXfs') inCellStyles = true;
      if (name !== 'xf' || !inCellStyles) return;
      const id = Number(attributes['numFmtId'] ?? 0);
      styles.push(custom.get(id) ?? builtIn(id));
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false;
    },
  });
  return styles;
}

function builtIn(id: number): CellStyle {
  const date = BUILT_IN_DAYS.has(id) ? 'day' : BUILT_IN_MONTHS.has(id) ? 'month' : undefined;
  return { date, percent: BUILT_IN_PERCENTS.has(id), decimals: BUILT_IN_DECIMALS.has(id) ? 2 : 0, code: '' };
}

function styleOf(code: string): CellStyle {
  const [positive = ''] = code.replace(/"[^"]*"|\\./gu, '').split(';');
  const percent = positive.includes('%');
  const places = percent ? /\.([0#?]+)/u : /0\.(0+)/u; // a percentage leaves out what is nothing
  const decimals = /e/iu.test(positive) ? undefined : places.exec(positive)?.[1];
  return { date: dateShown(code), percent, decimals: decimals?.length ?? 0, code };
}
