import { capability, Common, err, ok, PositiveFen, type DecisionContext, type Finding } from '@mingbai/kernel';
import { z } from 'zod';
import { choice, Text } from '../organisation/index.ts';
import { Form, FundDisbursed, IncomeReceived, Payment, SOURCES, FundCode } from './events.ts';
import { isBeforeFund, shortfall, UNUSABLE, usableFund, usedVoucher } from './usable-fund.ts';
import { fund, type OpenFund } from './fund.ts';
import { asFinding, findingsAgainst } from './judgement.ts';
import { transferBetweenFunds } from './transfer-between-funds.ts';

const input = z.strictObject({
  ...Common,
  fund: FundCode,
  direction: choice('direction', ['income', 'expense', 'transfer-out']),
  amount: PositiveFen,
  source: choice('source', SOURCES).optional(),
  ...Payment,
  purpose: Payment.purpose.optional(),
  form: Form,
  payer: Text.optional(),
  voucherNumber: Text.optional(),
  counterpart: FundCode.optional(),
});
type Line = z.infer<typeof input>;

/**
 * Books one line of a cash book that was kept elsewhere: income, a payment whose approval is not recorded here, or
 * money
 * moved to another fund of the organisation.
 * In an import a broken rule or a negative balance is recorded as needing review; by hand a payment without approval is
 * refused.
 */
export const bookEntry = capability({
  name: 'fund.book',
  allow: ['accountant', 'operator'],
  input,
  rejections: [
    ...UNUSABLE,
    'approval-required',
    'source-missing',
    'purpose-missing',
    'voucher-number-used',
    'same-fund',
    'no-counterpart',
    'exceeds-balance',
  ],
  of: fund,
  stream: ({ fund: code }) => `fund-${code}`,
  needs: ({ counterpart }) => (counterpart ? [{ of: fund, stream: `fund-${counterpart}` }] : []),
  decide: (line, state, context) => {
    const { imported } = context;
    const usable = usableFund(state, line, context);
    if (!usable.ok) return usable;
    const open = usable.value;
    if (line.direction === 'transfer-out') return transfer(line, open, context);
    const incomplete = incompleteLine(line, imported);
    if (incomplete) return err(incomplete);
    const reused = usedVoucher(open, line.voucherNumber);
    if (reused && !imported) return err(reused);
    const findings = [
      ...(reused ? [{ rule: 'FUND-04', code: 'voucher-number-used' }] : []),
      ...(isBeforeFund(open, line.occurredOn) ? [{ rule: 'FUND-03', code: 'before-the-fund' }] : []),
    ];
    return ok([line.direction === 'income' ? income(line, open, findings) : expense(line, open, findings)]);
  },
});

/** What a line lacks: its source or purpose, or, by hand, the approval that a payment needs. */
function incompleteLine({ direction, source, purpose }: Line, imported: boolean) {
  if (direction === 'income') return source ? undefined : ({ code: 'source-missing' } as const);
  if (!imported) return { code: 'approval-required' } as const;
  return purpose ? undefined : ({ code: 'purpose-missing' } as const);
}

function transfer(
  { org, occurredOn, fund: code, counterpart = '', amount, summary }: Line,
  state: OpenFund,
  context: DecisionContext,
) {
  if (counterpart === '') return err({ code: 'no-counterpart' });
  return transferBetweenFunds.decide({ org, occurredOn, fund: code, counterpart, amount, summary }, state, context);
}

function income(
  { fund: code, amount, source = 'other-income', form, payer, project, voucherNumber, summary }: Line,
  state: OpenFund,
  findings: readonly Finding[],
) {
  const event = IncomeReceived({
    fund: code,
    kind: state.kind,
    amount,
    source,
    form,
    payer,
    project,
    voucherNumber,
    summary,
  });
  return { ...event, findings };
}

function expense(line: Line, state: OpenFund, findings: readonly Finding[]) {
  const {
    org: _org,
    occurredOn,
    direction: _direction,
    source: _source,
    payer: _payer,
    counterpart: _counterpart,
    purpose = 'other-spending',
    ...data
  } = line;
  const event = FundDisbursed({ ...data, purpose, kind: state.kind, approval: 'not-recorded' });
  return {
    ...event,
    findings: [
      ...findings,
      ...findingsAgainst({ ...data, purpose, kind: state.kind }, occurredOn.to).map(asFinding),
      ...shortfall(state, data.amount),
    ],
  };
}
