import { capability, Common, err, negateFen, ok, Reason, subtractFen } from '@mingbai/kernel';
import { z } from 'zod';
import { EntryReversed, FundCode } from './events.ts';
import { fund } from './fund.ts';

/**
 * Reverses a posted entry with a reason: posted money is never edited. Both days are kept. One side of a transfer is not
 * reversed alone. Reversing an entry twice is refused.
 * @rule FUND-06 posted entries are reversed, never changed
 */
export const reverseEntry = capability({
  name: 'fund.reverse',
  allow: ['accountant'],
  input: z.strictObject({ ...Common, fund: FundCode, entry: z.uuid(), reason: Reason }),
  rejections: [
    'no-fund', 'fund-of-other-organisation', 'in-the-future', 'no-such-entry', 'already-reversed', 'reverse-by-transfer',
    'before-the-entry', 'exceeds-balance',
  ],
  of: fund,
  stream: ({ fund: code }) => `fund-${code}`,
  decide: ({ org, occurredOn, fund: code, entry: id, reason }, state, { today, imported }) => {
    if (state.status === 'absent') return err({ code: 'no-fund' });
    if (state.org !== org) return err({ code: 'fund-of-other-organisation' });
    if (occurredOn.to > today) return err({ code: 'in-the-future', detail: { today } });
    const entry = state.entries.get(id);
    if (!entry) return err({ code: 'no-such-entry' });
    if (entry.reversed) return err({ code: 'already-reversed' });
    if (entry.transfer) return err({ code: 'reverse-by-transfer' });
    if (occurredOn.to < entry.on.to) return err({ code: 'before-the-entry', detail: { on: entry.on.to } });
    const after = subtractFen(state.balance, entry.delta);
    if (!imported && state.openingKnown && after < 0 && negateFen(entry.delta) < 0) {
      return err({ code: 'exceeds-balance', detail: { balanceFen: state.balance } });
    }
    const { delta, on, source, purpose } = entry;
    return ok([EntryReversed({ fund: code, kind: state.kind, entry: id, reason, reversedDelta: delta, originallyOn: on, source, purpose })]);
  },
});
