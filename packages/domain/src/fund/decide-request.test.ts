import { describe, it } from 'vitest';
import { expectEveryRejectionTried, given } from '../testing/index.ts';
import { approvePayment, declinePayment } from './decide-request.ts';
import { PaymentApproved, PaymentDeclined } from './events.ts';
import {
  approved,
  asked,
  CHAIR,
  common,
  OFFICER,
  opened,
  REQUEST,
  BEFORE_THE_FUND,
  THE_DAY_AFTER,
  TOMORROW,
} from './testing/fund-fixtures.ts';

const command = { ...common, request: REQUEST };
const chair = { actor: CHAIR };
const requester = { actor: { ...OFFICER, role: 'chair' } } as const;

describe('approving a payment', () => {
  it('records the approval', () =>
    given(opened(0), asked(800))
      .when(approvePayment, command, chair)
      .thenRecords(PaymentApproved({ fund: 'F1', request: REQUEST })));
  it('changes nothing the second time, whoever approves', () => {
    given(opened(0), asked(800), approved).when(approvePayment, command, chair).thenNothingHappens();
    given(opened(0), asked(800), approved)
      .when(approvePayment, command, { actor: { id: 'other-chair', role: 'chair' } })
      .thenNothingHappens();
  });
  it('is not done by whoever asked, before or after another has approved', () => {
    given(opened(0), asked(800)).when(approvePayment, command, requester).thenRefuses('approver-is-requester');
    given(opened(0), asked(800), approved)
      .when(approvePayment, command, requester)
      .thenRefuses('approver-is-requester');
  });
  it('refuses a request that is not there, no fund, another’s fund, and tomorrow', () => {
    given(opened(0)).when(approvePayment, command, chair).thenRefuses('no-request');
    given().when(approvePayment, command, chair).thenRefuses('no-fund');
    given({ ...opened(0), org: 'S2' }, asked(800))
      .when(approvePayment, command, chair)
      .thenRefuses('fund-of-other-organisation');
    given(opened(0), asked(800))
      .when(approvePayment, { ...command, occurredOn: TOMORROW }, chair)
      .thenRefuses('in-the-future', { today: '2025-03-10' });
    given(opened(0), asked(800))
      .when(approvePayment, { ...command, occurredOn: BEFORE_THE_FUND }, chair)
      .thenRefuses('before-the-fund', { on: '2025-03-01' });
    given(opened(0), { ...asked(800), occurredOn: THE_DAY_AFTER })
      .when(approvePayment, command, chair)
      .thenRefuses('before-the-request', { on: '2025-03-09' });
  });
  it('is refused in every way that it names', () => expectEveryRejectionTried(approvePayment));
});

describe('declining a payment', () => {
  const no = { ...command, reason: 'not this year' };

  it('records the union’s own no with its reason', () =>
    given(opened(0), asked(800))
      .when(declinePayment, no, chair)
      .thenRecords(PaymentDeclined({ fund: 'F1', request: REQUEST, reason: 'not this year' })));
  it('refuses what has been approved or settled', () => {
    given(opened(0), asked(800), approved).when(declinePayment, no, chair).thenRefuses('already-approved');
    const declined = PaymentDeclined({ fund: 'F1', request: REQUEST, reason: 'no' });
    given(opened(0), asked(800), declined).when(declinePayment, no, chair).thenRefuses('no-request');
  });
  it('refuses no fund, another’s fund, and tomorrow', () => {
    given().when(declinePayment, no, chair).thenRefuses('no-fund');
    given({ ...opened(0), org: 'S2' }, asked(800))
      .when(declinePayment, no, chair)
      .thenRefuses('fund-of-other-organisation');
    given(opened(0), asked(800))
      .when(declinePayment, { ...no, occurredOn: TOMORROW }, chair)
      .thenRefuses('in-the-future', { today: '2025-03-10' });
    given(opened(0), asked(800))
      .when(declinePayment, { ...no, occurredOn: BEFORE_THE_FUND }, chair)
      .thenRefuses('before-the-fund', { on: '2025-03-01' });
    given(opened(0), { ...asked(800), occurredOn: THE_DAY_AFTER })
      .when(declinePayment, no, chair)
      .thenRefuses('before-the-request', { on: '2025-03-09' });
  });
  it('is refused in every way that it names', () => expectEveryRejectionTried(declinePayment));
});
