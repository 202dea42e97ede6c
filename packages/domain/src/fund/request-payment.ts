import { capability, Common, err, ok, PositiveFen, type RecordState } from '@mingbai/kernel';
import { z } from 'zod';
import { visits } from '../visit/index.ts';
import { Payment, PaymentRequested, FundCode } from './events.ts';
import { UNUSABLE, usableFund } from './usable-fund.ts';
import { fund } from './fund.ts';
import { asFinding, findingsAgainst } from './judgement.ts';

/**
 * Asks for money (fen) out of a fund, citing the visit where there was one. What the rules in force forbid is refused.
 * @rule WELFARE-01 festival goods only on the seven statutory festivals
 */
export const requestPayment = capability({
  name: 'fund.request',
  allow: ['officer', 'chair', 'accountant'],
  input: z.strictObject({ ...Common, fund: FundCode, amount: PositiveFen, ...Payment }),
  rejections: [...UNUSABLE, 'no-such-visit', 'festival-not-listed'],
  of: fund,
  stream: ({ fund: code }) => `fund-${code}`,
  needs: ({ visit }) => (visit ? [{ of: visits.aggregate, stream: visits.streamOf(visit) }] : []),
  decide: ({ org, occurredOn, ...data }, state, { needed, newId, ...context }) => {
    const usable = usableFund(state, { org, occurredOn }, context);
    if (!usable.ok) return usable;
    const open = usable.value;
    const cited = needed[0] as RecordState | undefined; // `needs` asked for the visit's state and nothing else
    if (data.visit && cited?.status !== 'current') return err({ code: 'no-such-visit' });
    const judgements = findingsAgainst({ ...data, kind: open.kind }, occurredOn.to);
    const blocking = judgements.find(({ blocks }) => blocks);
    if (blocking) return err({ code: 'festival-not-listed', detail: { rule: blocking.rule } });
    return ok([
      {
        ...PaymentRequested({ ...data, kind: open.kind, request: newId('request') }),
        findings: judgements.map(asFinding),
      },
    ]);
  },
});
