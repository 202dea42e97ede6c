import type { StoredTotal, TotalQuery } from '@mingbai/application';
import { amongOrgs, orgValue } from './among-orgs.ts';
import type { Statements } from './statements.ts';

/** What a total needs to know of a part. */
export type Added = {
  readonly figure: string;
  readonly org: string;
  readonly from: string;
  readonly to: string;
  readonly dims: string;
  readonly known: string | null;
  readonly precision: string;
  readonly value: number | null;
};

type Key = readonly [figure: string, org: string, bucket: string, dims: string, known: string, precision: string];
type Change = { readonly key: Key; value: number; count: number };

/** The year and the month that a span lies in as a whole. */
function bucketsOf({ from, to }: Added): readonly string[] {
  const [year, month] = [from.slice(0, 4), from.slice(0, 7)];
  if (to.slice(0, 7) === month) return [`Y${year}`, `M${month}`];
  return to.slice(0, 4) === year ? [`Y${year}`] : [];
}

/** Changes to totals, gathered over one transaction, or over all of a filling, and written at its end. */
export class TotalChanges {
  readonly #changes = new Map<string, Change>();

  /** How many totals have changed. */
  get size(): number {
    return this.#changes.size;
  }

  /** Adds a part, or takes one away (`times` −1). An unknown part adds to the count only. */
  add(part: Added, times: 1 | -1): void {
    const precision = part.value === null ? 'unknown' : part.precision;
    for (const bucket of bucketsOf(part)) {
      const key: Key = [part.figure, part.org, bucket, part.dims, part.known ?? '', precision];
      const change = this.#changeOf(key);
      change.value += times * (part.value ?? 0);
      change.count += times;
    }
  }

  write(statements: Statements): void {
    // In the order of their key, so that neighbours in the table follow each other.
    for (const [, { key, value, count }] of [...this.#changes].sort(byText)) {
      if (value === 0 && count === 0) continue;
      statements.run(
        `INSERT INTO total VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET value = value + excluded.value, count = count + excluded.count`,
        [...key, value, count],
      );
      if (count < 0)
        statements.run(
          `DELETE FROM total WHERE figure = ? AND org = ? AND bucket = ? AND dims = ? AND known = ? AND precision = ?
           AND count = 0`,
          key,
        );
    }
    this.#changes.clear();
  }

  #changeOf(key: Key): Change {
    const text = key.join('\n');
    const known = this.#changes.get(text);
    if (known) return known;
    const made = { key, value: 0, count: 0 };
    this.#changes.set(text, made);
    return made;
  }
}

const byText = ([a]: readonly [string, Change], [b]: readonly [string, Change]): number => (a < b ? -1 : 1);

/** Totals of a figure over whole years or months, alike ones of an organisation as one. */
export function totalsIn(statements: Statements, query: TotalQuery): readonly StoredTotal[] {
  const prefix = query.unit === 'year' ? 'Y' : 'M';
  return statements
    .lists(
      `SELECT org, dims, known, precision, sum(value), sum(count) FROM total
       WHERE figure = ? AND ${amongOrgs(query.orgs)} AND bucket BETWEEN ? AND ?
       GROUP BY org, dims, known, precision`,
      [query.figure, orgValue(query.orgs), `${prefix}${query.from}`, `${prefix}${query.to}`],
    )
    .map(asTotal);
}

type TotalRow = readonly [string, string, string, StoredTotal['precision'], number, number];

function asTotal(columns: readonly unknown[]): StoredTotal {
  const [org, dims, known, precision, value, count] = columns as TotalRow; // as the statement gives them
  return {
    org,
    dims,
    known: known === '' ? null : (known as 'named' | 'counted'), // as `add` has written it
    precision,
    value: precision === 'unknown' ? null : value,
    count,
  };
}
