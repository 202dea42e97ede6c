/** A table in Markdown, numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (column === 0 ? '---' : '--:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** Two digits that count: more would pretend to know. */
export function rough(value: number): string {
  if (!Number.isFinite(value) || value === 0) return value === 0 ? '0' : '—';
  const digits = Math.floor(Math.log10(Math.abs(value)));
  const step = 10 ** (digits - 1);
  const rounded = Math.round(value / step) * step;
  return rounded >= 100 ? groups(rounded) : String(Number(rounded.toPrecision(2)));
}

/** Thousands apart, by hand: what the machine's language would do is not the document's business. */
const groups = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');

export const exact = (value: number): string =>
  Number.isInteger(value) && value >= 1000 ? groups(value) : String(value);

/** A unit: from which value on it is used, and what one of it is. */
type Unit = readonly [from: number, size: number, name: string];

const scaled = (value: number, units: readonly Unit[]): string => {
  if (!Number.isFinite(value)) return '—';
  const [, size, name] = units.find(([from]) => value >= from) ?? units.at(-1) ?? [0, 1, ''];
  return `${rough(value / size)} ${name}`;
};

const BYTES: readonly Unit[] = ['PB', 'TB', 'GB', 'MB', 'kB', 'B'].map((name, place) => {
  const size = 1000 ** (5 - place);
  return [size, size, name];
});
export const bytes = (value: number): string => scaled(value, BYTES);

const TIMES: readonly Unit[] = [
  [172_800, 86_400, 'd'],
  [7200, 3600, 'h'],
  [120, 60, 'min'],
  [1, 1, 's'],
  [0, 0.001, 'ms'],
];
export const duration = (seconds: number): string => scaled(seconds, TIMES);

/** A number of things, exact where it is small enough to be meant so. */
export function count(value: number): string {
  if (!Number.isFinite(value)) return '—';
  const [size, name] = value >= 1e9 ? [1e9, ' G'] : value >= 1e6 ? [1e6, ' M'] : [1, ''];
  const shown = size === 1 ? rough(value) : String(Number((value / size).toPrecision(3)));
  return `${shown}${name}`;
}
