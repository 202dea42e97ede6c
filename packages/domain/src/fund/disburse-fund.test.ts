import { describe, it } from 'vitest';
import { expectEveryRejectionTried, given } from '../testing/index.ts';
import { disburseFund } from './disburse-fund.ts';
import { PaymentDeclined } from './events.ts';
import {
  approved,
  asked,
  BEFORE_THE_FUND,
  CASHIER,
  CHAIR,
  common,
  OFFICER,
  opened,
  received,
  REQUEST,
  spent,
  THE_DAY_AFTER,
  TOMORROW,
} from './testing/fund-fixtures.ts';

const command = { ...common, request: REQUEST, amount: 800, form: 'cash' };
const cashier = { actor: CASHIER };
const paid = (amount: number, more = {}) => spent(amount, { approval: { id: REQUEST }, purpose: 'hospital', ...more });

describe('paying out of a fund', () => {
  it('pays what was approved, down to the fund’s last fen', () =>
    given(opened(800), asked(800), approved).when(disburseFund, command, cashier).thenRecords(paid(800)));
  it('carries over what the request said the money is for', () => {
    const why = {
      purpose: 'festival-goods',
      festival: 'spring-festival',
      beneficiary: 'serving',
      project: 'P1',
    } as const;
    given(opened(800), asked(800, why), approved)
      .when(disburseFund, { ...command, voucherNumber: 'V1' }, cashier)
      .thenRecords(paid(800, { ...why, voucherNumber: 'V1' }));
  });
  it('refuses one fen more than the fund holds, saying what it holds', () =>
    given(opened(799), asked(800), approved)
      .when(disburseFund, command, cashier)
      .thenRefuses('exceeds-balance', { balanceFen: 799 }));
  it('refuses one fen more than was approved, saying what is left', () =>
    given(opened(900), asked(800), approved)
      .when(disburseFund, { ...command, amount: 801 }, cashier)
      .thenRefuses('exceeds-approval', { unpaidFen: 800 }));
  it('pays in parts, and no part beyond the rest', () => {
    given(opened(800), asked(800), approved, paid(300))
      .when(disburseFund, { ...command, amount: 500 }, cashier)
      .thenRecords(paid(500));
    given(opened(800), asked(800), approved, paid(300))
      .when(disburseFund, { ...command, amount: 501 }, cashier)
      .thenRefuses('exceeds-approval', { unpaidFen: 500 });
  });
  it('refuses a request that is paid, declined or unknown', () => {
    const declined = PaymentDeclined({ fund: 'F1', request: REQUEST, reason: 'no money' });
    for (const before of [[], [asked(800), declined], [asked(800), approved, paid(800)]]) {
      given(opened(9000), ...before)
        .when(disburseFund, command, cashier)
        .thenRefuses('no-request');
    }
  });
  it('refuses a request that nobody has approved', () =>
    given(opened(800), asked(800)).when(disburseFund, command, cashier).thenRefuses('not-approved'));
  it('is done by somebody who neither asked nor approved', () => {
    given(opened(800), asked(800), approved)
      .when(disburseFund, command, { actor: { ...OFFICER, role: 'cashier' } })
      .thenRefuses('payer-is-requester');
    given(opened(800), asked(800), approved)
      .when(disburseFund, command, { actor: { ...CHAIR, role: 'cashier' } })
      .thenRefuses('payer-is-approver');
  });
  it('pays out of a fund whose opening nobody knows, and wants it looked at beyond the known part', () => {
    given(opened(undefined), received(800), asked(801), approved)
      .when(disburseFund, command, cashier)
      .thenRecords(paid(800));
    given(opened(undefined), received(800), asked(801), approved)
      .when(disburseFund, { ...command, amount: 801 }, cashier)
      .thenFinds('FUND-03 balance-unknown');
  });
  it('refuses a fund that is not there, another’s fund, tomorrow’s payment and a used voucher number', () => {
    given().when(disburseFund, command, cashier).thenRefuses('no-fund');
    given({ ...opened(800), org: 'S2' })
      .when(disburseFund, command, cashier)
      .thenRefuses('fund-of-other-organisation');
    given(opened(800))
      .when(disburseFund, { ...command, occurredOn: TOMORROW }, cashier)
      .thenRefuses('in-the-future', { today: '2025-03-10' });
    given(opened(800))
      .when(disburseFund, { ...command, occurredOn: BEFORE_THE_FUND }, cashier)
      .thenRefuses('before-the-fund', { on: '2025-03-01' });
    given(opened(800), asked(800), { ...approved, occurredOn: THE_DAY_AFTER })
      .when(disburseFund, command, cashier)
      .thenRefuses('before-the-approval', { on: '2025-03-09' });
    given(opened(800), received(1, 'V1'), asked(800), approved)
      .when(disburseFund, { ...command, voucherNumber: 'V1' }, cashier)
      .thenRefuses('voucher-number-used');
  });
  it('is refused in every way that it names', () => expectEveryRejectionTried(disburseFund));
});
