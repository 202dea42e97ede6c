import { figure, register } from '@mingbai/kernel';
import { z } from 'zod';
import { choice, Code, reference, Text } from './words.ts';

const fields = z.strictObject({
  code: Code,
  name: Text,
  kind: choice('organisation-kind', ['district', 'town', 'school', 'branch', 'group', 'other-unit']),
  /**
   * The one organisation that administers it: permission and roll-up follow this edge. The district itself has none.
   */
  administeredBy: reference('organisation').optional(),
  /** Further bodies it reports to, by name; they need not keep their books here. */
  reportsTo: z.array(Text).max(8).optional(),
});
type Row = z.infer<typeof fields>;

/**
 * Unions of any depth. An organisation is known by its code for life; correcting it can move it under another parent
 * from the day the correction names. Recording a code twice is refused.
 */
export const organisations = register({
  name: 'organisations',
  context: 'organisation',
  verb: 'register',
  events: ['OrganisationRegistered', 'OrganisationCorrected', 'OrganisationWithdrawn'],
  allow: ['district-officer', 'operator'],
  readableBy: ['district-officer', 'auditor', 'chair', 'accountant', 'cashier', 'officer', 'member', 'operator'],
  fields,
  key: ({ code }) => code,
  rowOrg: ({ code }) => code,
  changes: true,
  rejections: ['own-parent'],
  check: ({ code, administeredBy }) => (code === administeredBy ? { code: 'own-parent' } : undefined),
  figures: [
    figure<Row>({
      id: 'organisation.units',
      unit: '个',
      kind: 'stock',
      over: 'organisations',
      by: ['kind'],
      parts: ({ kind }) => [{ value: 1, precision: 'exact', by: { kind: [kind] } }],
    }),
  ],
});
