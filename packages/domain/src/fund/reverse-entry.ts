import { capability, Common, err, ok, Reason, type Span } from '@mingbai/kernel';
import { z } from 'zod';
import { EntryReversed, FundCode } from './events.ts';
import { UNUSABLE, usableFund } from './usable-fund.ts';
import { fund, type Entry, type OpenFund } from './fund.ts';

/**
 * Reverses a posted entry with a reason: posted money is never edited. Both days are kept. One side of a transfer is
 * not
 * reversed alone. Reversing an entry twice is refused.
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
    'reverse-by-transfer',
    'before-the-entry',
    'exceeds-balance',
  ],
  of: fund,
  stream: ({ fund: code }) => `fund-${code}`,
  decide: ({ org, occurredOn, fund: code, entry: id, reason }, state, context) => {
    const { imported } = context;
    const usable = usableFund(state, { org, occurredOn }, context);
    if (!usable.ok) return usable;
    const open = usable.value;
    const entry = open.entries.get(id);
    if (!entry) return err({ code: 'no-such-entry' });
    const refused = irreversible(entry, occurredOn) ?? overdraft(open, entry, imported);
    if (refused) return err(refused);
    const { delta, on, source, purpose } = entry;
    return ok([
      EntryReversed({
        fund: code,
        kind: open.kind,
        entry: id,
        reason,
        reversedDelta: delta,
        originallyOn: on,
        source,
        purpose,
      }),
    ]);
  },
});

function irreversible({ reversed, transfer, on }: Entry, occurredOn: Span) {
  if (reversed) return { code: 'already-reversed' } as const;
  if (transfer) return { code: 'reverse-by-transfer' } as const;
  return occurredOn.to < on.to ? ({ code: 'before-the-entry', detail: { on: on.to } } as const) : undefined;
}

/** Taking back an income may leave less than nothing: by hand that is refused where the balance is known. */
function overdraft({ balance, openingKnown }: OpenFund, { delta }: Entry, imported: boolean) {
  const short = openingKnown && delta > 0 && delta > balance;
  return short && !imported ? ({ code: 'exceeds-balance', detail: { balanceFen: balance } } as const) : undefined;
}
