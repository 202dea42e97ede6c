import { addDays, day } from '@mingbai/kernel';
import fc from 'fast-check';
import {
  accountant,
  cashier,
  chair,
  DISTRICT,
  officer,
  on,
  operator,
  OTHER,
  SCHOOL,
  testMingbai,
  type Input,
  type TestMingbai,
} from './test-mingbai.ts';

const ACTS = [
  'visit',
  'visit',
  'named-visit',
  'correct',
  'withdraw',
  'heads',
  'women',
  'share',
  'activity',
  'congress',
  'move',
  'open',
  'receive',
  'receive',
  'book',
  'request',
  'approve',
  'disburse',
  'transfer',
  'reverse',
  'tick',
] as const;
const FUNDS = ['F1', 'F2'] as const;
const TRIGGERS = ['hospital', 'wedding', 'funeral'] as const;
const PRECISIONS = ['exact', 'over', 'nearly', 'about', 'unknown'] as const;

/** One step of a district's life. It may be refused; the next one comes anyway. */
const step = fc.record({
  act: fc.constantFrom(...ACTS),
  org: fc.constantFrom(SCHOOL, OTHER),
  fund: fc.constantFrom(...FUNDS),
  /** Days after 1 January 2025, and how many days it took. */
  from: fc.nat(60),
  days: fc.nat(5),
  amount: fc.integer({ min: 1, max: 500 }),
  precision: fc.constantFrom(...PRECISIONS),
  triggers: fc.uniqueArray(fc.constantFrom(...TRIGGERS), { minLength: 1, maxLength: 2 }),
  pick: fc.nat(20),
});
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
export const steps = fc.array(step, { maxLength: 40, size: 'max' });

const stated = ({ amount, precision }: Step, unit: string) => ({
  value: precision === 'unknown' ? null : amount,
  precision,
  unit,
});
const spanOf = ({ from, days }: Step) => {
  const first = addDays(day('2025-01-01'), from);
  return { from: first, to: addDays(first, days) };
};

const rowsOf = ({ models }: TestMingbai, register: string) =>
  models.rows({ register, orgs: 'all', known: models.size() });
const picked = <T>(items: readonly T[], pick: number): T | undefined => items[pick % Math.max(items.length, 1)];

function recordCommand(test: TestMingbai, given: Step): readonly [string, Input] | undefined {
  const { act, org, amount, triggers, pick } = given;
  const at = { org, occurredOn: spanOf(given) };
  const row = picked(rowsOf(test, 'visits'), pick);
  const visited = { ...at, triggers, groups: [{ count: stated(given, '人次') }] };
  const commands: Readonly<Record<string, readonly [string, Input] | undefined>> = {
    visit: ['visit.record', visited],
    'named-visit': ['visit.record', { ...at, triggers, people: [{ name: `某${amount % 7}` }, { name: '李某' }] }],
    correct: row && ['visit.correct', { ...visited, org: row.org, record: row.record, reason: '数字更正' }],
    withdraw: row && ['visit.withdraw', { org: row.org, record: row.record, reason: '重复登记' }],
    heads: ['organisation.count-heads', { ...at, category: 'staff', count: stated(given, '人') }],
    women: ['organisation.count-heads', { ...at, category: 'women', count: stated(given, '人') }],
    share: [
      'organisation.state-share',
      { ...at, category: 'women', value: { value: amount % 100, precision: 'exact', unit: '%' } },
    ],
    activity: [
      'activity.record',
      {
        ...at,
        name: '活动',
        kind: 'outing',
        participants: [stated(given, '人次')],
        results: [{ event: '拔河', rank: 1 }],
      },
    ],
    congress: [
      'congress.record',
      { ...at, bodies: [{ body: 'staff-congress' }], present: stated(given, '人'), resolutions: [{ title: '决议' }] },
    ],
    move: [
      'organisation.correct',
      {
        ...at,
        record: org,
        code: org,
        name: `校${amount}`,
        kind: 'school',
        administeredBy: DISTRICT,
        reason: '更名登记',
      },
    ],
  };
  return commands[act];
}

function moneyCommand(test: TestMingbai, given: Step): readonly [string, Input] | undefined {
  const { act, fund, amount, pick } = given;
  const at = { org: SCHOOL, occurredOn: spanOf(given), fund };
  const request = picked(rowsOf(test, 'payment-requests'), pick)?.record;
  const entry = picked(rowsOf(test, 'fund-entries'), pick);
  const commands: Readonly<Record<string, readonly [string, Input] | undefined>> = {
    open: [
      'fund.open',
      {
        ...at,
        name: '资金',
        kind: fund === 'F1' ? 'union' : 'earmark',
        ...(amount % 3 === 0 ? {} : { opening: amount }),
      },
    ],
    receive: ['fund.receive', { ...at, amount, source: 'dues', form: 'bank' }],
    book: [
      'fund.book',
      { ...at, direction: 'expense', amount, form: 'cash', purpose: 'festival-goods', festival: 'womens-day' },
    ],
    request: ['fund.request', { ...at, amount, purpose: 'hospital' }],
    approve: request ? ['fund.approve', { ...at, request }] : undefined,
    disburse: request ? ['fund.disburse', { ...at, request, amount, form: 'cash' }] : undefined,
    transfer: ['fund.transfer', { ...at, counterpart: fund === 'F1' ? 'F2' : 'F1', amount }],
    reverse: entry && ['fund.reverse', { ...at, fund: entry.row['fund'], entry: entry.record, reason: '记账错误' }],
  };
  return commands[act];
}

const actorOf = (name: string) => {
  if (name === 'fund.approve') return chair;
  if (name === 'fund.disburse') return cashier;
  if (name === 'fund.reverse' || name === 'fund.transfer') return accountant;
  return name === 'fund.request' ? officer : operator;
};

/** Takes one step; a refusal is an ordinary outcome. */
async function take(test: TestMingbai, given: Step): Promise<void> {
  if (given.act === 'tick') test.clock.advance(given.amount * 60_000);
  const command = recordCommand(test, given) ?? moneyCommand(test, given);
  if (command) await test.run(actorOf(command[0]), ...command, { imported: command[0] === 'fund.book' });
}

/** A district after so many steps, with two funds to begin with. */
export async function livedThrough(taken: readonly Step[]): Promise<TestMingbai> {
  const test = await testMingbai();
  for (const [fund, kind] of [
    ['F1', 'union'],
    ['F2', 'earmark'],
  ] as const) {
    await test.must(operator, 'fund.open', {
      org: SCHOOL,
      fund,
      occurredOn: on('2024-12-31'),
      name: fund,
      kind,
      opening: 1000,
    });
  }
  for (const each of taken) await take(test, each);
  return test;
}
