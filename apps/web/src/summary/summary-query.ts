import type { Asked } from '@mingbai/client';
import { SUMMARY_KINDS, type SummaryKind } from '@mingbai/kernel';
import { queryOptions } from '@tanstack/react-query';
import { gateway } from '../gateway.ts';

type At = Asked & { readonly org: string; readonly period: string; readonly kind: SummaryKind };

/** The kind that an address names; a school's summary where it names none. */
export const kindOf = (named: string | undefined): SummaryKind =>
  SUMMARY_KINDS.find((kind) => kind === named) ?? 'school';

export const summaryQuery = (at: At) =>
  queryOptions({ queryKey: ['summary', at], queryFn: () => gateway.summary({ ...at, events: 'counted' }) });
