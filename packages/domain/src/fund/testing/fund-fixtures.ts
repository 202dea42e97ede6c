import { fen, onDay, day } from '@mingbai/kernel';
import { idOf, newIdOf, ORG } from '../../testing/index.ts';
import {
  FundDisbursed,
  FundOpened,
  IncomeReceived,
  PaymentApproved,
  PaymentRequested,
  type PaymentFields,
} from '../events.ts';

export const REQUEST = newIdOf('request');
export const ENTRY = idOf('entry');
export const TOMORROW = onDay(day('2025-03-11'));
/** The fund of these tests is opened on 1 March. */
export const BEFORE_THE_FUND = onDay(day('2025-02-28'));
/** After the day of the commands, before the day of the tests. */
export const THE_DAY_AFTER = onDay(day('2025-03-09'));

/** What every command on the fund of these tests says. */
export const common = { org: ORG, occurredOn: onDay(day('2025-03-08')), fund: 'F1' };

export const CHAIR = { id: 'chair', role: 'chair' } as const;
export const OFFICER = { id: 'officer', role: 'officer' } as const;
export const CASHIER = { id: 'cashier', role: 'cashier' } as const;
export const ACCOUNTANT = { id: 'accountant', role: 'accountant' } as const;

/** The fund of these tests, opened with so many fen, or with an amount that nobody knows. */
export const opened = (opening: number | undefined, code = 'F1', kind: PaymentFields['kind'] = 'union') =>
  FundOpened({ fund: code, name: `Fund ${code}`, kind, ...(opening === undefined ? {} : { opening: fen(opening) }) });

export const received = (amount: number, voucherNumber?: string) =>
  IncomeReceived({ fund: 'F1', kind: 'union', amount: fen(amount), source: 'dues', form: 'bank', voucherNumber });

export const spent = (amount: number, more: Partial<PaymentFields> = {}) =>
  FundDisbursed({
    fund: 'F1',
    kind: 'union',
    amount: fen(amount),
    approval: 'not-recorded',
    form: 'cash',
    purpose: 'office',
    ...more,
  });

export const asked = (amount: number, more: Partial<PaymentFields> = {}) => ({
  ...PaymentRequested({
    fund: 'F1',
    kind: 'union',
    amount: fen(amount),
    request: REQUEST,
    purpose: 'hospital',
    ...more,
  }),
  actor: OFFICER.id,
});

export const approved = { ...PaymentApproved({ fund: 'F1', request: REQUEST }), actor: CHAIR.id };
