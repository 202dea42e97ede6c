import { FACT_ROWS } from './data/facts.ts';
import {
  DISTRICT_ACTIVITIES,
  DISTRICT_CONGRESSES,
  DISTRICT_ENTRIES,
  DISTRICT_FUNDS,
  DISTRICT_PLANS,
  DISTRICT_VISITS,
} from './data/district-year.ts';
import { ORGANISATIONS } from './data/organisations.ts';
import { HEAD_COUNTS, MEMBERSHIPS, PERSONS, POSTS, ROLES } from './data/people.ts';
import {
  SCHOOL_ACTIVITIES,
  SCHOOL_CONGRESSES,
  SCHOOL_ENTRIES,
  SCHOOL_FUNDS,
  SCHOOL_PLANS,
  SCHOOL_VISITS,
} from './data/school-year.ts';
import type { SheetRows } from './fact.ts';

/** A workbook of the sample: its file's name without ending, and the rows of each of its sheets. */
export type WorkbookRows = { readonly name: string; readonly sheets: readonly SheetRows[] };

/** The facts' rows by register, in the order of the facts. */
const factSheets = (): readonly SheetRows[] => {
  const byRegister = Map.groupBy(FACT_ROWS, ([register]) => register);
  return [...byRegister].map(([register, rows]) => ({
    register,
    rows: rows.map(([, org, cells]) => ({ org, ...cells })),
  }));
};

/**
 * The workbooks in the order of their import. Persons come before whatever names them by staff number, since a
 * workbook's rows can name only organisations and funds of the same workbook.
 */
export const WORKBOOK_ROWS: readonly WorkbookRows[] = [
  {
    name: '01-organisation',
    sheets: [
      { register: 'organisations', rows: ORGANISATIONS },
      { register: 'persons', rows: PERSONS },
    ],
  },
  {
    name: '02-offices',
    sheets: [
      { register: 'memberships', rows: MEMBERSHIPS },
      { register: 'posts', rows: POSTS },
      { register: 'roles', rows: ROLES },
      { register: 'head-counts', rows: HEAD_COUNTS },
    ],
  },
  { name: '03-facts', sheets: factSheets() },
  {
    name: '04-year-2025',
    sheets: [
      { register: 'visits', rows: [...SCHOOL_VISITS, ...DISTRICT_VISITS] },
      { register: 'funds', rows: [...SCHOOL_FUNDS, ...DISTRICT_FUNDS] },
      { register: 'fund-entries', rows: [...SCHOOL_ENTRIES, ...DISTRICT_ENTRIES] },
      { register: 'congresses', rows: [...SCHOOL_CONGRESSES, ...DISTRICT_CONGRESSES] },
      { register: 'activities', rows: [...SCHOOL_ACTIVITIES, ...DISTRICT_ACTIVITIES] },
      { register: 'plans', rows: [...SCHOOL_PLANS, ...DISTRICT_PLANS] },
    ],
  },
];
