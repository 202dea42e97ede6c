import { capability, Common, err, ok, Reason, type Span } from '@mingbai/kernel';
import { z } from 'zod';
import { PaymentApproved, PaymentDeclined, FundCode } from './events.ts';
import { UNUSABLE, usableFund } from './usable-fund.ts';
import { fund } from './fund.ts';

const input = z.strictObject({ ...Common, fund: FundCode, request: z.uuid() });

/** Nobody decides on what has not been asked yet. */
const tooEarly = ({ to }: Span) => ({ code: 'before-the-request', detail: { on: to } }) as const;

/**
 * Approves a payment request. Approving it again changes nothing.
 * @rule FUND-01 a payment has the chair's approval
 * @rule FUND-02 whoever asked for a payment does not approve it
 */
export const approvePayment = capability({
  name: 'fund.approve',
  allow: ['chair'],
  input,
  rejections: [...UNUSABLE, 'no-request', 'before-the-request', 'approver-is-requester'],
  of: fund,
  stream: ({ fund: code }) => `fund-${code}`,
  decide: ({ org, occurredOn, fund: code, request }, state, context) => {
    const { actor } = context;
    const usable = usableFund(state, { org, occurredOn }, context);
    if (!usable.ok) return usable;
    const open = usable.value;
    const asked = open.requests.get(request);
    if (!asked) return err({ code: 'no-request' });
    if (occurredOn.to < asked.requestedOn.to) return err(tooEarly(asked.requestedOn));
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
  rejections: [...UNUSABLE, 'no-request', 'before-the-request', 'already-approved'],
  of: fund,
  stream: ({ fund: code }) => `fund-${code}`,
  decide: ({ org, occurredOn, fund: code, request, reason }, state, context) => {
    const usable = usableFund(state, { org, occurredOn }, context);
    if (!usable.ok) return usable;
    const open = usable.value;
    const asked = open.requests.get(request);
    if (!asked) return err({ code: 'no-request' });
    if (occurredOn.to < asked.requestedOn.to) return err(tooEarly(asked.requestedOn));
    if (asked.approvedBy) return err({ code: 'already-approved' });
    return ok([PaymentDeclined({ fund: code, request, reason })]);
  },
});
