import type { Precision, Unit } from '@mingbai/kernel';

/** Texts of one sheet row by column key, as a clerk would type them. */
export type Cells = Readonly<Record<string, string>>;

/** Rows of one register's sheet. */
export type SheetRows = { readonly register: string; readonly rows: readonly Cells[] };

export const FACT_TAGS = ['visit', 'fund', 'congress', 'activity', 'organisation', 'plan'] as const;
export type FactTag = (typeof FACT_TAGS)[number];

/** Register, organisation and the row's cells. */
export type FactRow = readonly [register: string, org: string, cells: Cells];

/** What comes back: the figure's id, its value (money in fen) or null where unknown, its unit and how exact it is. */
type FactFigure = readonly [id: string, value: number | null, unit: Unit, precision: Precision];

type Told = {
  /** Number of the fact in the acceptance material. */
  readonly id: string;
  readonly tag: FactTag;
  /** Code of the source document. */
  readonly piece: string;
  readonly reason: string;
};

/** A fact that the sample records, and the figures that must come back from it. */
export type RecordedFact = Told & {
  readonly kind: 'recorded';
  readonly rows: readonly FactRow[];
  readonly figures: readonly FactFigure[];
  /** Where the figures are asked when the fact has no row of its own: organisation and period. */
  readonly asked?: { readonly org: string; readonly period: string };
};

/** A fact that is no record, or none yet: the reason says why, and which register it waits for. */
type OtherFact = Told & { readonly kind: 'rule-or-habit' | 'later-issue' | 'not-recordable' };

export type Fact = RecordedFact | OtherFact;
