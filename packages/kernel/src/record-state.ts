import { z } from 'zod';
import type { Aggregate, Rejection } from './capability.ts';
import { err, ok, type Result } from './result.ts';
import type { Span } from './span.ts';

export type Held = {
  data: Readonly<Record<string, unknown>>;
  org: string;
  occurredOn: Span;
  first: string;
  /** How often the record has been corrected, as its row tells it too. */
  revision: number;
};
/** State of one record: nothing yet, its current content, or withdrawn. */
export type RecordState = { status: 'absent' } | { status: 'withdrawn' } | ({ status: 'current' } & Held);

/** What a record is after the events of its stream. */
export function recordAggregate(recordedName: string, withdrawnName: string): Aggregate<RecordState> {
  return {
    initial: () => ({ status: 'absent' }),
    evolve: (state, event) => {
      if (event.type === withdrawnName) return { status: 'withdrawn' };
      const data = event.data as Record<string, unknown>; // every recorded and corrected event carries an object
      const { org, occurredOn } = event;
      if (event.type === recordedName || state.status !== 'current')
        return { status: 'current', data, org, occurredOn, first: event.id, revision: 0 };
      return { ...state, data, org, occurredOn, revision: state.revision + 1 };
    },
  };
}

/** The revision that a writer has seen, where one tells it: what somebody else has changed since is not overwritten. */
export const Revision = z.int().nonnegative().optional();

/** Why a record is not changed that is there no more, or not as it was seen. */
export const STANDING = [
  'no-such-record',
  'already-withdrawn',
  'record-of-other-organisation',
  'record-changed-meanwhile',
] as const;
type NotStanding = Rejection<(typeof STANDING)[number]>;

type Change = { readonly org: unknown; readonly revision: z.infer<typeof Revision> };

/**
 * The record as it stands, if it is changed in the name of the organisation that its row belongs to, where permission
 * has been asked.
 */
export function standingRecord(
  state: RecordState,
  { org, revision }: Change,
  rowOrg: (held: Held) => string,
): Result<Held, NotStanding> {
  if (state.status === 'absent') return err({ code: 'no-such-record' });
  if (state.status === 'withdrawn') return err({ code: 'already-withdrawn' });
  if (rowOrg(state) !== org) return err({ code: 'record-of-other-organisation' });
  if (revision !== undefined && revision !== state.revision) return err({ code: 'record-changed-meanwhile' });
  return ok(state);
}
