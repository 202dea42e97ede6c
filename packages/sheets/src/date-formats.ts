/** What a format code shows as it stands, and colours and locales; brackets around h, m or s mean elapsed time. */
const FORMAT_LITERALS = /"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]|general|am\/pm|a\/p/giu;
/** Text that a format shows as it stands, or the width of which it leaves free. */
const LITERAL = /("[^"]*"|\\.|[_*].)/u;
/** A year, alone or with a month after it, in figures. */
const YEAR_FIRST = /^\d{4}(?:[^\d\s]{1,3}\d{1,2})?[^\d\s]{0,3}$/u;

/** How much of a date a format code shows: its day, or only month and year; undefined when it shows no date. */
export function dateShown(code: string): 'day' | 'month' | undefined {
  const [positive = ''] = code.replace(FORMAT_LITERALS, '').toLowerCase().split(';');
  const hasTime = /[hs]/u.test(positive);
  if (/d|aaa/u.test(positive) || (positive.includes('y') && hasTime)) return 'day';
  // A month counts only where it cannot mean minutes.
  return /[ym]/u.test(positive) && !hasTime ? 'month' : undefined;
}

/**
 * Month and year of a day (YYYY-MM-DD) as the format code shows them, with its own words; YYYY-MM where that would not
 * begin with the whole year.
 */
export function monthText(code: string, day: string): string {
  const [year = '', month = ''] = day.split('-');
  const [positive = ''] = code.replace(/\[[^\]]*\]/gu, '').split(';');
  const shown = positive
    .split(LITERAL)
    .map((piece, at) => (at % 2 === 1 ? literal(piece) : withMonth(piece, { year, month })))
    .join('')
    .trim();
  return YEAR_FIRST.test(shown) ? shown : `${year}-${month}`;
}

const literal = (piece: string): string => (/^[_*]/u.test(piece) ? '' : piece.replace(/^"|"$|^\\/gu, ''));

const withMonth = (codes: string, { year, month }: { readonly year: string; readonly month: string }): string =>
  codes.replace(/y+/giu, year).replace(/m+/giu, (code) => (code.length === 1 ? String(Number(month)) : month));
