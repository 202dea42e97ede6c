type Span = { readonly from: string; readonly to: string };
type Range = { readonly unit: 'year' | 'month'; readonly from: string; readonly to: string };

/** A span of days as whole years, whole months, and the edges that fill no month. */
export type Cover = { readonly ranges: readonly Range[]; readonly edges: readonly Span[] };

const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const yearText = (year: number): string => String(year).padStart(4, '0');
const monthText = (month: number): string =>
  `${yearText(Math.floor(month / 12))}-${String((month % 12) + 1).padStart(2, '0')}`;
const firstDay = (month: number): string => `${monthText(month)}-01`;
/** The last day of the month that a day lies in. */
export const endOfMonth = (day: string): string => {
  const month = monthOf(day);
  const days = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
  return `${monthText(month)}-${days}`;
};

/** Splits a span of civil days so that as much as possible of it is whole years, then whole months. */
export function coverOf({ from, to }: Span): Cover {
  const first = from === firstDay(monthOf(from)) ? monthOf(from) : monthOf(from) + 1;
  const last = to === endOfMonth(to) ? monthOf(to) : monthOf(to) - 1;
  if (last < first) return { ranges: [], edges: edgesOf({ from, to }, first, last) };
  const [firstYear, lastYear] = [Math.ceil(first / 12), Math.floor((last + 1) / 12) - 1];
  const years = lastYear >= firstYear;
  const ranges = years
    ? [
        months(first, firstYear * 12 - 1),
        { unit: 'year' as const, from: yearText(firstYear), to: yearText(lastYear) },
        months((lastYear + 1) * 12, last),
      ]
    : [months(first, last)];
  return { ranges: ranges.filter((range) => range.from <= range.to), edges: edgesOf({ from, to }, first, last) };
}

const months = (first: number, last: number): Range => ({
  unit: 'month',
  from: monthText(first),
  to: monthText(last),
});

function edgesOf({ from, to }: Span, first: number, last: number): readonly Span[] {
  if (monthOf(from) === monthOf(to)) return first <= last ? [] : [{ from, to }];
  const left = first > monthOf(from) ? [{ from, to: endOfMonth(from) }] : [];
  const right = last < monthOf(to) ? [{ from: firstDay(monthOf(to)), to }] : [];
  return [...left, ...right];
}
