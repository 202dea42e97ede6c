import { describe, it } from 'vitest';
import { expectEveryRejectionTried, given, on, TODAY } from '../testing/index.ts';
import { receiveIncome } from './receive-income.ts';
import { common, opened, received, BEFORE_THE_FUND, TOMORROW } from './testing/fund-fixtures.ts';

const command = { ...common, amount: 500, source: 'dues', form: 'bank' };

describe('receiving income', () => {
  it('records the money with its source, under the fund’s own kind', () =>
    given(opened(0)).when(receiveIncome, command).thenRecords(received(500)));
  it('refuses a fund that was never opened', () => given().when(receiveIncome, command).thenRefuses('no-fund'));
  it('refuses another organisation’s fund', () =>
    given({ ...opened(0), org: 'S2' })
      .when(receiveIncome, command)
      .thenRefuses('fund-of-other-organisation'));
  it('takes money of today and refuses money of tomorrow', () => {
    given(opened(0))
      .when(receiveIncome, { ...command, occurredOn: on(TODAY) })
      .thenRecords(received(500));
    given(opened(0))
      .when(receiveIncome, { ...command, occurredOn: TOMORROW })
      .thenRefuses('in-the-future', { today: TODAY });
  });
  it('refuses money of a day before the fund was opened', () =>
    given(opened(0))
      .when(receiveIncome, { ...command, occurredOn: BEFORE_THE_FUND })
      .thenRefuses('before-the-fund', { on: '2025-03-01' }));
  it('takes a voucher number once', () => {
    given(opened(0), received(1, 'V1'))
      .when(receiveIncome, { ...command, voucherNumber: 'V2' })
      .thenRecords(received(500, 'V2'));
    given(opened(0), received(1, 'V1'))
      .when(receiveIncome, { ...command, voucherNumber: 'V1' })
      .thenRefuses('voucher-number-used', { number: 'V1', on: '2025-03-01' });
    for (const voucherNumber of ['Ｚ－1', 'z-1', 'Z - 1', 'Z—1', 'Z\u20111', 'Z-1\ufe0f']) {
      given(opened(0), received(1, 'Z-1'))
        .when(receiveIncome, { ...command, voucherNumber: 'Z1' })
        .thenRecords(received(500, 'Z1'));
      given(opened(0), received(1, voucherNumber))
        .when(receiveIncome, { ...command, voucherNumber: 'Z-1' })
        .thenRefuses('voucher-number-used', { number: 'Z-1', on: '2025-03-01' });
    }
  });
  it('is refused in every way that it names', () => expectEveryRejectionTried(receiveIncome));
});
