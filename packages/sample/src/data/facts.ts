import { ACTIVITY_FACTS } from './facts/activity.ts';
import { CONGRESS_FACTS } from './facts/congress.ts';
import { FUND_FACTS } from './facts/fund.ts';
import { ORGANISATION_FACTS } from './facts/organisation.ts';
import { PLAN_FACTS } from './facts/plan.ts';
import { VISIT_FACTS } from './facts/visit.ts';
import type { Fact, FactRow, RecordedFact } from '../fact.ts';

/** Every fact of the acceptance material that concerns visits, funds, congresses, activities, organisations, plans. */
export const FACTS: readonly Fact[] = [
  ...VISIT_FACTS,
  ...FUND_FACTS,
  ...CONGRESS_FACTS,
  ...ACTIVITY_FACTS,
  ...ORGANISATION_FACTS,
  ...PLAN_FACTS,
];

export const RECORDED_FACTS: readonly RecordedFact[] = FACTS.filter((fact) => fact.kind === 'recorded');

/** The rows of all recorded facts, in the order of the facts. */
export const FACT_ROWS: readonly FactRow[] = RECORDED_FACTS.flatMap(({ rows }) => rows);
