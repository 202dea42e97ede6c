/**
 * The families of papers that unions write: a school's summary of a year or half a year, its report to the congress,
 * its plan, and a district's summary that tells of each unit.
 */
export const SUMMARY_KINDS = ['school', 'half-year', 'congress', 'plan', 'district'] as const;
export type SummaryKind = (typeof SUMMARY_KINDS)[number];
