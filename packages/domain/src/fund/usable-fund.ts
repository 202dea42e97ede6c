import {
  err,
  numberKey,
  ok,
  type DecisionContext,
  type Fen,
  type Finding,
  type Result,
  type Span,
} from '@mingbai/kernel';
import type { Fund, OpenFund } from './fund.ts';

/** Why a fund cannot be used, in the order of asking: the first rejections of every capability on a fund. */
export const UNUSABLE = ['no-fund', 'fund-of-other-organisation', 'in-the-future', 'before-the-fund'] as const;
type Unusable = { readonly code: (typeof UNUSABLE)[number]; readonly detail?: Readonly<Record<string, string>> };
type Asked = { readonly org: string; readonly occurredOn: Span };

/**
 * The fund if a command of this organisation and day can use it: it is open, its own, and nothing lies in the future
 * or, by hand, before it was opened. An old book may know of earlier days.
 */
export function usableFund(
  state: Fund,
  { org, occurredOn }: Asked,
  { today, imported }: Pick<DecisionContext, 'today' | 'imported'>,
): Result<OpenFund, Unusable> {
  if (state.status === 'absent') return err({ code: 'no-fund' });
  if (state.org !== org) return err({ code: 'fund-of-other-organisation' });
  if (occurredOn.to > today) return err({ code: 'in-the-future', detail: { today } });
  if (isBeforeFund(state, occurredOn) && !imported)
    return err({ code: 'before-the-fund', detail: { on: state.openedOn.from } });
  return ok(state);
}

/** Whether money is told to have moved before the fund was opened. */
export const isBeforeFund = ({ openedOn }: OpenFund, { to }: Span): boolean => to < openedOn.from;

/**
 * What is found against paying so much out of a fund: it is overdrawn, or, where the opening is unknown, nobody can say
 * whether it is.
 */
export const shortfall = ({ openingKnown, balance }: OpenFund, amount: Fen): readonly Finding[] =>
  amount > balance ? [{ rule: 'FUND-03', code: openingKnown ? 'exceeds-balance' : 'balance-unknown' }] : [];

/** Why a voucher number cannot be used: the fund has an entry under it, whatever way it is typed. */
export function usedVoucher({ vouchers }: OpenFund, number = '') {
  const [used] = vouchers.get(numberKey(number)) ?? [];
  return used && ({ code: 'voucher-number-used', detail: { number, on: used.from } } as const);
}
