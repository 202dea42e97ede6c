import { capability, Common, err, ok } from '@mingbai/kernel';
import { z } from 'zod';
import { IncomeReceived } from './events.ts';
import { UNUSABLE, usableFund, usedVoucher } from './usable-fund.ts';
import { fund } from './fund.ts';

/** Takes in money (fen) by source. A voucher number that the fund has already used is refused. */
export const receiveIncome = capability({
  name: 'fund.receive',
  allow: ['accountant', 'cashier', 'operator'],
  input: z.strictObject({ ...Common, ...IncomeReceived.data.omit({ kind: true }).shape }),
  rejections: [...UNUSABLE, 'voucher-number-used'],
  of: fund,
  stream: ({ fund: code }) => `fund-${code}`,
  decide: ({ org, occurredOn, ...data }, state, context) => {
    const usable = usableFund(state, { org, occurredOn }, context);
    if (!usable.ok) return usable;
    const open = usable.value;
    const reused = usedVoucher(open, data.voucherNumber);
    if (reused) return err(reused);
    return ok([IncomeReceived({ ...data, kind: open.kind })]);
  },
});
