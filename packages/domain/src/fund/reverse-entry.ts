import { assert, capability, Common, err, ok, Reason, type Draft, type Span } from '@mingbai/kernel';
import { z } from 'zod';
import { EntryReversed, FundCode } from './events.ts';
import { UNUSABLE, usableFund } from './usable-fund.ts';
import { fund, type Entry, type Fund, type OpenFund } from './fund.ts';

/**
 * Reverses a posted entry with a reason: posted money is never edited. Both days are kept. Of a transfer both sides are
 * reversed, each in its own fund, never one alone. Reversing an entry twice is refused.
 * @rule FUND-06 posted entries are reversed, never changed
 */
export const reverseEntry = capability({
  name: 'fund.reverse',
  allow: ['accountant'],
  input: z.strictObject({ ...Common, fund: FundCode, entry: z.uuid(), reason: Reason }),
  rejections: [
    ...UNUSABLE,
    'no-such-entry',
    'already-reversed',
    'before-the-entry',
    'exceeds-balance',
    'counterpart-exceeds-balance',
  ],
  of: fund,
  stream: ({ fund: code }) => `fund-${code}`,
  // The fund itself says whether the entry has another side, and in which fund.
  needs: ({ fund: code, entry }, [own]) =>
    [code, ...counterpartOf(own as Fund | undefined, entry)].map((each) => ({ of: fund, stream: `fund-${each}` })),
  decide: ({ org, occurredOn, fund: code, entry: id, reason }, state, context) => {
    const { imported } = context;
    const usable = usableFund(state, { org, occurredOn }, context);
    if (!usable.ok) return usable;
    const open = usable.value;
    const entry = open.entries.get(id);
    if (!entry) return err({ code: 'no-such-entry' });
    const other = otherSide(entry, context.needed[1] as Fund | undefined); // `needs` asked for it, where there is one
    const refused =
      irreversible(entry, occurredOn) ??
      (imported ? undefined : (overdraft(open, entry, 'exceeds-balance') ?? otherOverdraft(other)));
    if (refused) return err(refused);
    const sides: readonly Side[] = [{ code, open, id, entry }, ...(other ? [other] : [])];
    return ok(sides.map((side) => reversal(side, reason)));
  },
});

type Side = { readonly code: string; readonly open: OpenFund; readonly id: string; readonly entry: Entry };

function counterpartOf(own: Fund | undefined, entry: string): readonly string[] {
  const transfer = own?.status === 'open' ? own.entries.get(entry)?.transfer : undefined;
  return transfer ? [transfer.counterpart] : [];
}

function otherSide({ transfer }: Entry, open: Fund | undefined): Side | undefined {
  if (!transfer) return undefined;
  assert(open?.status === 'open', 'a transfer with a fund that was never opened: the stream is corrupt');
  const found = [...open.entries].find(([, each]) => each.transfer?.id === transfer.id);
  assert(found, 'a transfer without its other side: the stream is corrupt');
  const [id, entry] = found;
  return { code: transfer.counterpart, open, id, entry };
}

const reversal = (
  { code, open, id, entry: { delta, on, source, purpose, transfer } }: Side,
  reason: string,
): Draft => ({
  ...EntryReversed({
    fund: code,
    kind: open.kind,
    entry: id,
    reason,
    reversedDelta: delta,
    originallyOn: on,
    source,
    purpose,
    counterpart: transfer?.counterpart,
  }),
  stream: `fund-${code}`,
});

function irreversible({ reversed, on }: Entry, occurredOn: Span) {
  if (reversed) return { code: 'already-reversed' } as const;
  return occurredOn.to < on.to ? ({ code: 'before-the-entry', detail: { on: on.to } } as const) : undefined;
}

/** Taking back an income may leave less than nothing: by hand that is refused where the balance is known. */
function overdraft<C extends string>({ balance, openingKnown }: OpenFund, { delta }: Entry, code: C) {
  const short = openingKnown && delta > 0 && delta > balance;
  return short ? ({ code, detail: { balanceFen: balance } } as const) : undefined;
}

function otherOverdraft(other: Side | undefined) {
  const short = other && overdraft(other.open, other.entry, 'counterpart-exceeds-balance');
  return short && { ...short, detail: { ...short.detail, fund: other.code } };
}
