import { endOfDayMs, isDay, LAST_DAY, parsePeriod } from '@mingbai/kernel';
import type { View } from './figures.ts';
import type { RowQuery } from './read-models.ts';
import { Refused } from './refusal.ts';

/**
 * Where and when something is asked. `org` is a code or a name; `asOf` a day; `knownAt` a day (its end) or an instant.
 */
export type Asked = {
  readonly org?: string | undefined;
  readonly period?: string | undefined;
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
  /** Only what the first so many events have told: what a paper that was made then had before it. */
  readonly upTo?: number | undefined;
};

/** What of a register is asked for: all of it unless something narrower is said. */
export type ListAsked = Asked & {
  readonly record?: string | undefined;
  /** The id of the event that told of the record. */
  readonly event?: string | undefined;
  /** Only so many rows: those whose last day is the latest. */
  readonly latest?: number | undefined;
};

export function periodOf(text: string | undefined): View['period'] {
  if (text === undefined) return { from: '1900-01-01', to: LAST_DAY };
  const period = parsePeriod(text);
  if (!period) throw new Refused({ kind: 'malformed', code: 'period-wrong', detail: { text } });
  return { from: period.from, to: period.to };
}

export function dayOf(text: string | undefined): string | undefined {
  if (text === undefined || isDay(text)) return text;
  throw new Refused({ kind: 'malformed', code: 'day-wrong', detail: { text } });
}

/** An instant as ISO 8601 writes it; without a zone it is Beijing time, wherever the machine stands. */
const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:\d{2})?$/;

export function instantOf(text: string): string {
  if (isDay(text)) return new Date(endOfDayMs(text)).toISOString();
  const [, on = '', time = '', zone = '+08:00'] = INSTANT.exec(text) ?? [];
  const ms = isDay(on) ? Date.parse(`${on}T${time}${zone}`) : Number.NaN;
  if (Number.isNaN(ms)) throw new Refused({ kind: 'malformed', code: 'instant-wrong', detail: { text } });
  return new Date(ms).toISOString();
}

export const narrowed = ({ record, event, latest }: ListAsked): Pick<RowQuery, 'record' | 'event' | 'latest'> => ({
  ...(record === undefined ? {} : { record }),
  ...(event === undefined ? {} : { event }),
  ...(latest === undefined ? {} : { latest }),
});
