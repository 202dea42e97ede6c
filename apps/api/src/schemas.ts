import { SUMMARY_KINDS } from '@mingbai/kernel';
import { z } from 'zod';

const text = z.string().max(200);
const clocks = { org: text.optional(), asOf: text.optional(), knownAt: text.optional() };
const view = { ...clocks, period: text.optional() };

/** Queries and bodies of every route but the capabilities' own. The OpenAPI document is made from these too. */
export const ViewQuery = z.strictObject(view);
const MOST_ROWS = 10_000;
export const ListQuery = z.strictObject({
  ...view,
  record: text.optional(),
  event: text.optional(),
  latest: z.coerce.number().int().min(1).max(MOST_ROWS).optional(),
});
export const NoQuery = z.strictObject({});
export const SummaryQuery = z.strictObject({
  ...view,
  org: text,
  period: text,
  kind: z.enum(SUMMARY_KINDS).optional(),
  events: z.enum(['listed', 'counted']).optional(),
});
export const TraceQuery = z.strictObject({ ...view, figure: text });
/** Without a period: a fund is replayed from its first fen. */
export const ReplayQuery = z.strictObject({
  ...clocks,
  until: text.optional(),
  order: z.enum(['happened', 'recorded']).optional(),
});
export const TemplateQuery = z.strictObject({ register: text.optional() });
export const ImportQuery = z.strictObject({ org: text.optional(), dryRun: z.enum(['true', 'false']).optional() });
export const WithdrawBody = z.strictObject({ reason: z.string().trim().min(2).max(300) });
export const SignInBody = z.strictObject({ login: z.string().min(1).max(60), password: z.string().min(1).max(200) });
export const PasswordBody = z.strictObject({ present: z.string().min(1).max(200), next: z.string().min(10).max(200) });
export const AccountBody = z.strictObject({
  login: z.string().regex(/^[0-9A-Za-z._-]{1,40}$/),
  person: z.string().min(1).max(60),
});
