import { readXml } from './xml-events.ts';

/** Built-in formats that show a day, including those Chinese Excel uses (27 to 58); time-only ones are no dates. */
const BUILT_IN_DATES: ReadonlySet<number> = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58,
]);
/** What a format code shows as it stands, and colours and locales; brackets around h, m or s mean elapsed time. */
const FORMAT_LITERALS = /"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]|general|am\/pm|a\/p/giu;

/** For each cell style, whether it shows numbers as dates. */
export function readDateStyles(content: Uint8Array | undefined): boolean[] {
  const styles: boolean[] = [];
  const custom = new Map<number, boolean>();
  let inCellStyles = false;
  if (content === undefined) return styles;
  readXml(content, {
    open(name, attributes) {
      if (name === 'numFmt') custom.set(Number(attributes['numFmtId']), isDateFormat(attributes['formatCode'] ?? ''));
      if (name === 'cellXfs') inCellStyles = true;
      if (name !== 'xf' || !inCellStyles) return;
      const id = Number(attributes['numFmtId'] ?? 0);
      styles.push(custom.get(id) ?? BUILT_IN_DATES.has(id));
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false;
    },
  });
  return styles;
}

/** Whether a format code shows a day, month or year; a month counts only where it cannot mean minutes. */
export function isDateFormat(code: string): boolean {
  const [positive = ''] = code.replace(FORMAT_LITERALS, '').toLowerCase().split(';');
  if (/[yd]|aaa/u.test(positive)) return true;
  return positive.includes('m') && !/[hs]/u.test(positive);
}
