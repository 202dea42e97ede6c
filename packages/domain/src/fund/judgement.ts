import type { Finding } from '@mingbai/kernel';
import { listIn, NATIONAL_PACKS, packOn, ruleIn } from '@mingbai/rules';
import type { FUND_KINDS, PaymentFields } from './events.ts';

type Judged = Partial<Pick<PaymentFields, 'purpose' | 'festival' | 'beneficiary'>> & { readonly kind: (typeof FUND_KINDS)[number] };

const RETIRED: readonly string[] = ['retired', 'retired-principal', 'retired-ill'];

/**
 * What the rules in force on a day find against a payment out of union money; nothing for other people's money.
 * @rule WELFARE-01 festival goods only on the seven statutory festivals
 * @rule WELFARE-02 retirees' benefits are the employer's
 * @rule WELFARE-03 health checks are the employer's
 */
export function findingsAgainst({ purpose, festival, beneficiary, kind }: Judged, on: string): readonly Finding[] {
  if (kind !== 'union' && kind !== 'earmark') return [];
  const pack = packOn(NATIONAL_PACKS, on);
  const findings: Finding[] = [];
  const goods = ruleIn(pack, 'WELFARE-01');
  if (goods && purpose === 'festival-goods' && !listIn(goods, 'festivals').includes(festival ?? '')) {
    findings.push({ rule: goods.id, code: 'festival-not-listed' });
  }
  if (ruleIn(pack, 'WELFARE-02') && RETIRED.includes(beneficiary ?? '') && purpose !== 'retirement' && purpose !== 'warmth') {
    findings.push({ rule: 'WELFARE-02', code: 'retirees-are-the-employers' });
  }
  if (ruleIn(pack, 'WELFARE-03') && purpose === 'health-check') {
    findings.push({ rule: 'WELFARE-03', code: 'health-check-is-the-employers' });
  }
  return findings;
}
