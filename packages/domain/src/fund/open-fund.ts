import { capability, Common, err, ok } from '@mingbai/kernel';
import { z } from 'zod';
import { FundOpened } from './events.ts';
import { fund } from './fund.ts';

/**
 * Opens a fund with its opening amount (fen), or without one when it is not known: then every balance says that it is
 * only the known part. A code that is in use is refused. So is an opening below zero by hand; an old book that is
 * imported may say so, and that needs review.
 * @rule FUND-03 a fund is never overdrawn
 */
export const openFund = capability({
  name: 'fund.open',
  allow: ['chair', 'accountant', 'district-officer', 'operator'],
  input: z.strictObject({ ...Common, ...FundOpened.data.shape }),
  rejections: ['already-open', 'in-the-future', 'opening-below-zero'],
  of: fund,
  stream: ({ fund: code }) => `fund-${code}`,
  decide: ({ org: _org, occurredOn, ...data }, state, { today, imported }) => {
    if (state.status === 'open') return err({ code: 'already-open' });
    if (occurredOn.to > today) return err({ code: 'in-the-future', detail: { today } });
    if ((data.opening ?? 0) >= 0) return ok([FundOpened(data)]);
    if (!imported) return err({ code: 'opening-below-zero' });
    return ok([{ ...FundOpened(data), findings: [{ rule: 'FUND-03', code: 'opening-below-zero' }] }]);
  },
});
