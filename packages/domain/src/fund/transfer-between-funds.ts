import { capability, Common, err, ok, PositiveFen, type DecisionContext, type Span } from '@mingbai/kernel';
import { z } from 'zod';
import { LongText } from '../organisation/index.ts';
import { FundTransferredIn, FundTransferredOut, FundCode } from './events.ts';
import { UNUSABLE, usableFund } from './usable-fund.ts';
import { fund, type Fund } from './fund.ts';

/**
 * Moves money (fen) from one fund of an organisation to another, such as setting an earmark apart. It is neither income
 * nor expense; both sides are written together or not at all. An overdraft is refused, in an import it needs review.
 * @rule FUND-03 a fund is never overdrawn
 */
export const transferBetweenFunds = capability({
  name: 'fund.transfer',
  allow: ['accountant', 'operator'],
  input: z.strictObject({
    ...Common,
    fund: FundCode,
    counterpart: FundCode,
    amount: PositiveFen,
    summary: LongText.optional(),
  }),
  rejections: [...UNUSABLE, 'same-fund', 'no-counterpart', 'exceeds-balance'],
  of: fund,
  stream: ({ fund: code }) => `fund-${code}`,
  needs: ({ counterpart }) => [{ of: fund, stream: `fund-${counterpart}` }],
  decide: ({ org, occurredOn, fund: code, counterpart, amount, summary }, state, { needed, newId, ...context }) => {
    const { imported } = context;
    const usable = usableFund(state, { org, occurredOn }, context);
    if (!usable.ok) return usable;
    const open = usable.value;
    if (code === counterpart) return err({ code: 'same-fund' });
    const other = needed[0] as Fund; // `needs` asked for the counterpart's state and nothing else
    const receiving = counterpartFund(other, { org, occurredOn }, context);
    if (!receiving.ok) return receiving;
    const over = open.openingKnown && amount > open.balance;
    if (over && !imported) return err({ code: 'exceeds-balance', detail: { balanceFen: open.balance } });
    const findings = over ? [{ rule: 'FUND-03', code: 'exceeds-balance' }] : [];
    const shared = { amount, transfer: newId('transfer'), summary };
    const sent = FundTransferredOut({ ...shared, fund: code, counterpart, kind: open.kind });
    const received = FundTransferredIn({ ...shared, fund: counterpart, counterpart: code, kind: receiving.value.kind });
    return ok([
      { ...sent, findings },
      { ...received, stream: `fund-${counterpart}` },
    ]);
  },
});

/** The fund that receives: the organisation's own, and open by that day. */
function counterpartFund(
  other: Fund,
  asked: { org: string; occurredOn: Span },
  context: Pick<DecisionContext, 'today' | 'imported'>,
) {
  const usable = usableFund(other, asked, context);
  if (usable.ok || usable.error.code === 'before-the-fund') return usable;
  return err({ code: 'no-counterpart' } as const);
}
