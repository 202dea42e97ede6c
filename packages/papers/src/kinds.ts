import type { SummaryKind } from '@mingbai/kernel';
import { comingWork, PLAN } from './plans.ts';
import { results } from './results.ts';
import type { Chapter } from './telling.ts';
import { unitsBelow } from './units.ts';

/** What makes a family of papers: the keys of its words, and what it tells in which order. */
type Kind = {
  readonly title: string;
  readonly address?: string;
  readonly preamble: string;
  readonly chapters: readonly Chapter[];
  readonly closing?: string;
  /** What its figures are about, for the appendix. */
  readonly basis: string;
};

const SUMMARY: Kind = {
  title: 'summary.title',
  preamble: 'summary.preamble',
  chapters: [results],
  basis: 'paper.basis',
};

/** The kinds of papers. A new one is its line here, its name in the kernel's list, and its words. */
export const KINDS: Readonly<Record<SummaryKind, Kind>> = {
  school: SUMMARY,
  'half-year': SUMMARY,
  congress: {
    title: 'report.title',
    address: 'report.address',
    preamble: 'report.preamble',
    chapters: [results, comingWork],
    closing: 'report.closing',
    basis: 'paper.basis',
  },
  plan: { title: 'plan.title', preamble: 'plan.preamble', chapters: PLAN, basis: 'plan.basis' },
  district: { ...SUMMARY, chapters: [results, unitsBelow] },
};
