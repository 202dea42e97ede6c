import { capability, Common, err, ok } from '@mingbai/kernel';
import { z } from 'zod';
import { IncomeReceived } from './events.ts';
import { fund } from './fund.ts';

/** Takes in money (fen) by source. A voucher number that the fund has already used is refused. */
export const receiveIncome = capability({
  name: 'fund.receive',
  allow: ['accountant', 'cashier', 'operator'],
  input: z.strictObject({ ...Common, ...IncomeReceived.data.omit({ kind: true }).shape }),
  rejections: ['no-fund', 'fund-of-other-organisation', 'in-the-future', 'voucher-number-used'],
  of: fund,
  stream: ({ fund: code }) => `fund-${code}`,
  decide: ({ org, occurredOn, ...data }, state, { today }) => {
    if (state.status === 'absent') return err({ code: 'no-fund' });
    if (state.org !== org) return err({ code: 'fund-of-other-organisation' });
    if (occurredOn.to > today) return err({ code: 'in-the-future', detail: { today } });
    if (data.voucherNumber && state.voucherNumbers.has(data.voucherNumber)) return err({ code: 'voucher-number-used' });
    return ok([IncomeReceived({ ...data, kind: state.kind })]);
  },
});
