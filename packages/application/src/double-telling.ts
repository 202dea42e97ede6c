import type { FigureNote } from './figures.ts';
import type { StoredPart } from './read-models.ts';

/** Whether something was told twice, and one telling set aside. */
export const isSetAside = (notes: readonly FigureNote[]): boolean =>
  notes.some(({ code }) => code === 'named-and-counted');

/**
 * Named and counted statements of one organisation, figure and dimensions whose spans overlap may tell the same people
 * twice: the larger side counts, the other is shown with nothing, and the figure is at least so much.
 */
export function withoutDoubleTelling(parts: readonly StoredPart[]): {
  parts: readonly StoredPart[];
  notes: readonly FigureNote[];
} {
  const named = parts.filter(({ known }) => known === 'named');
  const counted = parts.filter(({ known, value }) => known === 'counted' && value !== null);
  if (named.length === 0 || counted.length === 0) return { parts, notes: [] };
  const doubled = new Set(named.filter((one) => counted.some((other) => overlap(one, other))));
  if (doubled.size === 0) return { parts, notes: [] };
  const other = new Set(counted.filter((one) => [...doubled].some((each) => overlap(one, each))));
  const sumOf = (side: ReadonlySet<StoredPart>): number =>
    [...side].reduce((total, { value }) => total + (value ?? 0), 0);
  const aside = sumOf(doubled) > sumOf(other) ? other : doubled;
  const note = { code: 'named-and-counted', detail: { named: sumOf(doubled), counted: sumOf(other) } };
  return {
    parts: parts.map((part) =>
      aside.has(part) ? { ...part, value: 0, precision: 'exact' as const, members: null } : part,
    ),
    notes: [note],
  };
}

const shareDimension = (a: string, b: string): boolean =>
  a === b || a.split('|').some((term) => term !== '' && b.replaceAll('~', '=').includes(`|${term.replace('~', '=')}|`));
const overlap = (a: StoredPart, b: StoredPart): boolean =>
  a.org === b.org && a.position !== b.position && a.from <= b.to && b.from <= a.to && shareDimension(a.dims, b.dims);
