import { capability, Common, err, ok, Reason } from '@mingbai/kernel';
import { z } from 'zod';
import { PaymentApproved, PaymentDeclined, FundCode } from './events.ts';
import { usableFund } from './usable-fund.ts';
import { fund } from './fund.ts';

const input = z.strictObject({ ...Common, fund: FundCode, request: z.uuid() });

/**
 * Approves a payment request. Approving it again changes nothing.
 * @rule FUND-01 a payment has the chair's approval
 * @rule FUND-02 whoever asked for a payment does not approve it
 */
export const approvePayment = capability({
  name: 'fund.approve',
  allow: ['chair'],
  input,
  rejections: ['no-fund', 'fund-of-other-organisation', 'in-the-future', 'no-request', 'approver-is-requester'],
  of: fund,
  stream: ({ fund: code }) => `fund-${code}`,
  decide: ({ org, occurredOn, fund: code, request }, state, { actor, today }) => {
    const usable = usableFund(state, { org, occurredOn }, today);
    if (!usable.ok) return usable;
    const open = usable.value;
    const asked = open.requests.get(request);
    if (!asked) return err({ code: 'no-request' });
    if (asked.approvedBy === actor.id) return ok([]);
    if (asked.requestedBy === actor.id) return err({ code: 'approver-is-requester' });
    return ok(asked.approvedBy ? [] : [PaymentApproved({ fund: code, request })]);
  },
});

/** Declines a payment request with a reason: the union's own "no", recorded as a fact. A settled request is refused. */
export const declinePayment = capability({
  name: 'fund.decline',
  allow: ['chair'],
  input: input.extend({ reason: Reason }),
  rejections: ['no-fund', 'fund-of-other-organisation', 'in-the-future', 'no-request', 'already-approved'],
  of: fund,
  stream: ({ fund: code }) => `fund-${code}`,
  decide: ({ org, occurredOn, fund: code, request, reason }, state, { today }) => {
    const usable = usableFund(state, { org, occurredOn }, today);
    if (!usable.ok) return usable;
    const open = usable.value;
    const asked = open.requests.get(request);
    if (!asked) return err({ code: 'no-request' });
    if (asked.approvedBy) return err({ code: 'already-approved' });
    return ok([PaymentDeclined({ fund: code, request, reason })]);
  },
});
