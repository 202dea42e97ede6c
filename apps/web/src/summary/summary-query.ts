import type { Asked, SummaryKind } from '@mingbai/client';
import { queryOptions } from '@tanstack/react-query';
import { gateway } from '../gateway.ts';

type At = Asked & { readonly org: string; readonly period: string; readonly kind: SummaryKind };

export const kindOf = (named: string | undefined): SummaryKind => (named === 'half-year' ? 'half-year' : 'school');

export const summaryQuery = (at: At) =>
  queryOptions({ queryKey: ['summary', at], queryFn: () => gateway.summary({ ...at, events: 'counted' }) });
