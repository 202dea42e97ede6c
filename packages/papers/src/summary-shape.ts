import type { Precision, SummaryKind, Unit } from '@mingbai/kernel';

export type SummaryFigure = {
  readonly id: string;
  readonly label: string;
  readonly value: number | null;
  readonly unit: Unit;
  readonly precision: Precision;
  readonly ratio?: { readonly numerator: number | null; readonly denominator: number | null; readonly asOf: string };
  /** How many contributions are counted. */
  readonly count: number;
  /** Ids of the counted events in the order of recording; left out where it was only asked how many there are. */
  readonly events?: readonly string[];
  /** The first and the last position of those events; left out when there are none. */
  readonly positions?: { readonly from: number; readonly to: number };
  readonly note?: string;
};
export type SummaryPart = string | { readonly figure: string; readonly text: string };
export type SummaryParagraph = { readonly parts: readonly SummaryPart[] };
export type SummarySection = {
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly SummaryParagraph[];
};
export type Summary = {
  readonly title: string;
  /** Whom it speaks to, where it speaks to anybody. */
  readonly address?: string;
  /** The paragraph before the first section, and the one after the last. */
  readonly preamble: string;
  readonly closing?: string;
  readonly org: { readonly code: string; readonly name: string };
  readonly period: { readonly from: string; readonly to: string };
  readonly kind: SummaryKind;
  readonly asOf: string;
  readonly knownAt: string | null;
  readonly checkpoint: { readonly size: number; readonly root: string };
  readonly sections: readonly SummarySection[];
  readonly figures: readonly SummaryFigure[];
  readonly warnings: readonly string[];
};
