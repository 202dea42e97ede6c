import {
  capability,
  Common,
  err,
  ok,
  PositiveFen,
  type DecisionContext,
  type Fen,
  type Rejection,
} from '@mingbai/kernel';
import { z } from 'zod';
import { Text } from '../organisation/index.ts';
import { Form, FundDisbursed, FundCode } from './events.ts';
import { shortfall, UNUSABLE, usableFund, usedVoucher } from './usable-fund.ts';
import { fund, type OpenFund } from './fund.ts';

const REJECTIONS = [
  ...UNUSABLE,
  'voucher-number-used',
  'no-request',
  'not-approved',
  'before-the-approval',
  'payer-is-requester',
  'payer-is-approver',
  'exceeds-approval',
  'exceeds-balance',
] as const;
type Code_ = (typeof REJECTIONS)[number];

/**
 * Pays an approved amount (fen), whole or in parts, out of a fund. The same command again changes nothing.
 * An overdraft is refused where the balance is known; where the opening is unknown the payment needs review.
 * @rule FUND-01 a payment has the chair's approval
 * @rule FUND-02 requester, approver and payer are three people
 * @rule FUND-03 a fund is never overdrawn
 */
export const disburseFund = capability({
  name: 'fund.disburse',
  allow: ['cashier'],
  input: z.strictObject({
    ...Common,
    fund: FundCode,
    request: z.uuid(),
    amount: PositiveFen,
    form: Form,
    voucherNumber: Text.optional(),
  }),
  rejections: REJECTIONS,
  of: fund,
  stream: ({ fund: code }) => `fund-${code}`,
  decide: ({ org, occurredOn, request, ...data }, state, context) => {
    const usable = usableFund(state, { org, occurredOn }, context);
    if (!usable.ok) return usable;
    const open = usable.value;
    const reused = usedVoucher(open, data.voucherNumber);
    if (reused) return err(reused);
    const refused = separation(open, request, context) ?? limits(open, request, data.amount);
    if (refused) return err(refused);
    const { purpose, festival, beneficiary, visit, project } = open.requests.get(request) ?? {
      purpose: 'other-spending' as const,
    };
    const paid = FundDisbursed({
      ...data,
      kind: open.kind,
      approval: { id: request },
      purpose,
      festival,
      beneficiary,
      visit,
      project,
    });
    return ok([{ ...paid, findings: shortfall(open, data.amount) }]);
  },
});

function separation(
  state: OpenFund,
  request: string,
  { actor, occurredOn }: DecisionContext,
): Rejection<Code_> | undefined {
  const asked = state.requests.get(request);
  if (!asked) return { code: 'no-request' };
  if (!asked.approvedBy || !asked.approvedOn) return { code: 'not-approved' };
  if (occurredOn.to < asked.approvedOn.to) return { code: 'before-the-approval', detail: { on: asked.approvedOn.to } };
  if (asked.requestedBy === actor.id) return { code: 'payer-is-requester' };
  return asked.approvedBy === actor.id ? { code: 'payer-is-approver' } : undefined;
}

function limits(state: OpenFund, request: string, amount: Fen): Rejection<Code_> | undefined {
  const unpaid = state.requests.get(request)?.unpaid ?? 0;
  if (amount > unpaid) return { code: 'exceeds-approval', detail: { unpaidFen: unpaid } };
  if (state.openingKnown && amount > state.balance)
    return { code: 'exceeds-balance', detail: { balanceFen: state.balance } };
  return undefined;
}
