import { fen } from '@mingbai/kernel';
import { describe, it } from 'vitest';
import { expectEveryRejectionTried, given, happened, newIdOf } from '../testing/index.ts';
import { FundTransferredIn, FundTransferredOut } from './events.ts';
import { transferBetweenFunds } from './transfer-between-funds.ts';
import { ACCOUNTANT, common, opened, BEFORE_THE_FUND, THE_DAY_AFTER, TOMORROW } from './testing/fund-fixtures.ts';

const command = { ...common, counterpart: 'F2', amount: 800 };
const accountant = { actor: ACCOUNTANT };
const target = happened(opened(0, 'F2', 'earmark'), { stream: 'fund-F2' });
const shared = { amount: fen(800), transfer: newIdOf('transfer') };
const sent = FundTransferredOut({ ...shared, fund: 'F1', counterpart: 'F2', kind: 'union' });
const arrived = FundTransferredIn({ ...shared, fund: 'F2', counterpart: 'F1', kind: 'earmark' });

describe('moving money between two funds', () => {
  it('writes both sides, each in its own fund, down to the last fen', () =>
    given(opened(800), target)
      .when(transferBetweenFunds, command, accountant)
      .thenRecords({ ...sent, stream: 'fund-F1' }, { ...arrived, stream: 'fund-F2' }));
  it('refuses one fen more by hand and wants it looked at in an import', () => {
    given(opened(799), target)
      .when(transferBetweenFunds, command, accountant)
      .thenRefuses('exceeds-balance', { balanceFen: 799 });
    given(opened(799), target)
      .when(transferBetweenFunds, command, { ...accountant, imported: true })
      .thenFinds('FUND-03 exceeds-balance');
  });
  it('moves money out of a fund whose opening nobody knows', () =>
    given(opened(undefined), target).when(transferBetweenFunds, command, accountant).thenRecords(sent, arrived));
  it('refuses the same fund, a fund that is not there, and another organisation’s', () => {
    given(opened(800))
      .when(transferBetweenFunds, { ...command, counterpart: 'F1' }, accountant)
      .thenRefuses('same-fund');
    given(opened(800)).when(transferBetweenFunds, command, accountant).thenRefuses('no-counterpart');
    given(opened(800), { ...target, org: 'S2' })
      .when(transferBetweenFunds, command, accountant)
      .thenRefuses('no-counterpart');
  });
  it('refuses to start from no fund, from another’s fund, and tomorrow', () => {
    given(target).when(transferBetweenFunds, command, accountant).thenRefuses('no-fund');
    given({ ...opened(800), org: 'S2' }, target)
      .when(transferBetweenFunds, command, accountant)
      .thenRefuses('fund-of-other-organisation');
    given(opened(800), target)
      .when(transferBetweenFunds, { ...command, occurredOn: TOMORROW }, accountant)
      .thenRefuses('in-the-future', { today: '2025-03-10' });
    given(opened(800), target)
      .when(transferBetweenFunds, { ...command, occurredOn: BEFORE_THE_FUND }, accountant)
      .thenRefuses('before-the-fund', { on: '2025-03-01' });
    given(opened(800), { ...target, occurredOn: THE_DAY_AFTER })
      .when(transferBetweenFunds, command, accountant)
      .thenRefuses('before-the-fund', { on: '2025-03-09' });
  });
  it('is refused in every way that it names', () => expectEveryRejectionTried(transferBetweenFunds));
});
