import type { Finding } from '@mingbai/kernel';
import { listIn, NATIONAL_PACKS, packOn, ruleIn, type Rule } from '@mingbai/rules';
import type { FUND_KINDS, PaymentFields } from './events.ts';

type Judged = Partial<Pick<PaymentFields, 'purpose' | 'festival' | 'beneficiary'>> & {
  readonly kind: (typeof FUND_KINDS)[number];
};

const RETIRED: readonly string[] = ['retired', 'retired-principal', 'retired-ill'];

/** A finding and whether its rule refuses the payment by hand; one that does not asks for a second look. */
export type Judgement = Finding & { readonly blocks: boolean };

export const asFinding = ({ rule, code }: Judgement): Finding => ({ rule, code });

type Check = {
  readonly rule: string;
  readonly code: string;
  readonly breaks: (payment: Judged, rule: Rule) => boolean;
};

/**
 * The welfare rules, each with what breaks it. Whether it is in force, and with which list, the pack of the day says.
 */
const CHECKS: readonly Check[] = [
  {
    rule: 'WELFARE-01',
    code: 'festival-not-listed',
    breaks: ({ purpose, festival }, rule) =>
      purpose === 'festival-goods' && !listIn(rule, 'festivals').includes(festival ?? ''),
  },
  {
    rule: 'WELFARE-02',
    code: 'retirees-are-the-employers',
    breaks: ({ purpose, beneficiary }) =>
      RETIRED.includes(beneficiary ?? '') && purpose !== 'retirement' && purpose !== 'warmth',
  },
  { rule: 'WELFARE-03', code: 'health-check-is-the-employers', breaks: ({ purpose }) => purpose === 'health-check' },
];

/**
 * What the rules in force on a day find against a payment out of union money; nothing for other people's money.
 * @rule WELFARE-01 festival goods only on the seven statutory festivals
 * @rule WELFARE-02 retirees' benefits are the employer's
 * @rule WELFARE-03 health checks are the employer's
 */
export function findingsAgainst(payment: Judged, on: string): readonly Judgement[] {
  if (payment.kind !== 'union' && payment.kind !== 'earmark') return [];
  const pack = packOn(NATIONAL_PACKS, on);
  return CHECKS.flatMap(({ rule: id, code, breaks }) => {
    const rule = ruleIn(pack, id);
    return rule && breaks(payment, rule) ? [{ rule: id, code, blocks: rule.severity === 'block' }] : [];
  });
}
