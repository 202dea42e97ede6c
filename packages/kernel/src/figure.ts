import type { Day } from './day.ts';
import type { Precision } from './stated.ts';
import type { Span } from './span.ts';
import type { Unit } from './unit-text.ts';

/** What one row adds to a figure. */
export type Part = {
  readonly value: number | null;
  readonly precision: Precision;
  /** Dimension values of this part, such as `{ trigger: ['hospital'] }`. */
  readonly by?: Readonly<Record<string, readonly string[]>>;
  /**
   * The part is one statement over all values of its dimensions ("20 for hospital, birth and disaster"): narrowed to
   * one of several values it is unknown. Without it the part counts in full under each value.
   */
  readonly joint?: boolean;
  /** Of what is planned: it counts from this day on, or before it, whatever day the work is planned for. */
  readonly since?: Day;
  readonly until?: Day;
  /** Who is counted, for figures of distinct people: ids of persons. */
  readonly members?: readonly string[];
  /** How the parts came to be known: parts `named` and `counted` that overlap are shown side by side, never added. */
  readonly known?: 'named' | 'counted';
};

export type RowForFigure = {
  readonly row: Readonly<Record<string, unknown>>;
  readonly occurredOn: Span;
  readonly event: string;
};

/**
 * A query over the effective rows of one register.
 * `sum` adds the parts of rows whose whole span lies inside the period; `distinct` counts people by their ids;
 * `latest` takes each organisation's last statement as of the day; `stock` adds everything up to the day.
 */
export type FigureDefinition = {
  /** `context.name`; narrowed as `visit.person-times[trigger=hospital]`. */
  readonly id: string;
  readonly unit: Unit;
  readonly kind: 'sum' | 'distinct' | 'latest' | 'stock';
  readonly over: string;
  readonly by: readonly string[];
  /** A dimension that must be given, since values under different ones are not of one kind. */
  readonly narrowedBy?: string | undefined;
  readonly parts: (row: RowForFigure) => readonly Part[];
};

/** A share: two figures of one scope and day. Its value is percent with one decimal at most. */
export type RatioDefinition = {
  readonly id: string;
  readonly unit: '%';
  readonly kind: 'ratio';
  readonly numerator: string;
  readonly denominator: string;
  /** Whether all whom the numerator counts are among the denominator's: then there is no share over a hundred. */
  readonly within: boolean;
};

/** Declares a figure. The row's type is the register's own; rows come from the register and nowhere else. */
export function figure<R>(definition: {
  readonly id: string;
  readonly unit: Unit;
  readonly kind?: FigureDefinition['kind'];
  readonly over: string;
  readonly by?: readonly string[];
  readonly narrowedBy?: string;
  readonly parts: (row: R, context: RowForFigure) => readonly Part[];
}): FigureDefinition {
  return {
    ...definition,
    kind: definition.kind ?? 'sum',
    by: definition.by ?? [],
    parts: (context) => definition.parts(context.row as R, context), // the register's schema has passed the row
  };
}

export type FigureQuery = { readonly id: string; readonly where: Readonly<Record<string, string>> };

/** Reads `visit.person-times[trigger=hospital]`; undefined when it is not written so. */
export function parseFigureId(text: string): FigureQuery | undefined {
  const match = /^([a-z]+\.[a-z-]+)(?:\[([^\]]+)\])?$/.exec(text.trim());
  if (!match?.[1]) return undefined;
  const where: Record<string, string> = {};
  for (const term of match[2]?.split(',') ?? []) {
    const [name, value, ...more] = term.split('=').map((part) => part.trim());
    if (!name || !value || more.length > 0 || name in where) return undefined;
    where[name] = value;
  }
  return { id: match[1], where };
}
