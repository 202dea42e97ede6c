import type { Row } from '@mingbai/client';
import { capabilityNamed } from '@mingbai/domain';
import { onDay, writePerson, type AnyCapability, type Day, type RegisterView } from '@mingbai/kernel';
import type { May } from '../session/session.ts';
import { spanOf } from './names.ts';

/** A capability with what is already settled (and not asked) and what the form begins with. */
export type Act = {
  readonly capability: AnyCapability;
  readonly fixed: Readonly<Record<string, unknown>>;
  readonly initial: Readonly<Record<string, unknown>>;
  readonly danger?: boolean;
  /** Whom it is about, where the form does not say so. */
  readonly about?: string;
};

type Content = Readonly<Record<string, unknown>>;
type Offer = {
  readonly name: string;
  readonly when?: (row: Row) => boolean;
  readonly fixed: (row: Row) => Content;
  readonly initial?: (row: Row) => Content;
  readonly danger?: boolean;
  /** Offered in the record's drawer only, not in the table. */
  readonly rare?: boolean;
};

const hasStatus =
  (...statuses: readonly string[]) =>
  ({ row }: Row): boolean =>
    statuses.includes(String(row['status']));
const ofRequest = ({ org, record, row }: Row): Content => ({ org, fund: row['fund'], request: record });
const ofFund = ({ org, record }: Row): Content => ({ org, fund: record });
const ofEntry = ({ org, record, row }: Row): Content => ({ org, fund: row['fund'], entry: record });

/** What can be done about a row besides correcting and withdrawing it. */
const OFFERS: Readonly<Record<string, readonly Offer[]>> = {
  visits: [{ name: 'fund.request', fixed: ({ org, record }) => ({ org, visit: record }), initial: requestForVisit }],
  funds: [
    { name: 'fund.receive', fixed: ofFund },
    { name: 'fund.request', fixed: ofFund },
    { name: 'fund.transfer', fixed: ofFund, rare: true },
  ],
  'payment-requests': [
    { name: 'fund.approve', when: hasStatus('requested'), fixed: ofRequest },
    { name: 'fund.decline', when: hasStatus('requested'), fixed: ofRequest, danger: true },
    {
      name: 'fund.disburse',
      when: hasStatus('approved'),
      fixed: ofRequest,
      initial: ({ row }) => ({ amount: row['amount'] }),
    },
    { name: 'fund.disburse', when: hasStatus('paid'), fixed: ofRequest, rare: true },
  ],
  'fund-entries': [
    { name: 'fund.receipt', when: ({ type }) => type === 'FundDisbursed', fixed: ofEntry },
    { name: 'fund.reverse', when: ({ type }) => type !== 'EntryReversed', fixed: ofEntry, danger: true, rare: true },
  ],
  persons: [
    {
      name: 'organisation.erase-person',
      fixed: ({ org, record }) => ({ org, person: record }),
      danger: true,
      rare: true,
    },
  ],
  roles: [{ name: 'organisation.revoke-role', fixed: ({ org, row }) => ({ org, ...row }), danger: true }],
};

type Money = { readonly amount: { readonly value: number | null }; readonly payers?: readonly string[] };

/** Paying back a visit begins with the union money that the visit tells of. */
function requestForVisit({ row }: Row): Content {
  const money = (row['money'] ?? []) as readonly Money[]; // a visit's row
  const union = money.find(({ payers }) => payers?.join() === 'union')?.amount.value;
  const triggers = (row['triggers'] ?? []) as readonly string[]; // as above
  const purpose = triggers.includes('hospital') ? 'hospital' : undefined;
  return { ...(union ? { amount: union } : {}), ...(purpose ? { purpose } : {}) };
}

/** Acts that begin a new record, for the toolbar. */
const MORE_BEGINNINGS: Readonly<Record<string, readonly string[]>> = {
  'fund-entries': ['fund.receive', 'fund.transfer'],
  'payment-requests': ['fund.request'],
};

type Asker = { readonly may: May; readonly today: string };
const onToday = (today: string): Content => ({ occurredOn: onDay(today as Day) }); // the server's own day

export function beginnings(register: RegisterView, org: string, { may, today }: Asker): readonly Act[] {
  const own = register.sheet?.record.name;
  const named = [...(MORE_BEGINNINGS[register.name] ?? []), ...(own ? [own] : [])];
  return named.filter((name) => may(name, org)).flatMap((name) => act(name, {}, { org, ...onToday(today) }));
}

function act(name: string, fixed: Content, initial: Content): readonly Act[] {
  const capability = capabilityNamed(name);
  return capability ? [{ capability, fixed, initial }] : [];
}

type RowActs = Readonly<Record<'often' | 'rare' | 'last', readonly Act[]>>;

/** What is dangerous and rare stands behind everything else. */
const placeOf = ({ rare, danger }: Offer): keyof RowActs => (rare ? (danger ? 'last' : 'rare') : 'often');

/** A person by name and number: what is done about one must not be done about another. */
function withPerson(row: Row, register: RegisterView, acts: RowActs): RowActs {
  if (register.name !== 'persons') return acts;
  const about = writePerson(row.row as Parameters<typeof writePerson>[0]); // of a row of this register
  const of = (each: Act): Act => ({ ...each, about });
  return { often: acts.often.map(of), rare: acts.rare.map(of), last: acts.last.map(of) };
}

/** What the person may do about a row: often in the table, the rest in its drawer. */
export function actsOn(row: Row, register: RegisterView, { may, today }: Asker): RowActs {
  const offered = (OFFERS[register.name] ?? []).filter(({ name, when }) => may(name, row.org) && (when?.(row) ?? true));
  const of = ({ name, fixed, initial, danger }: Offer): readonly Act[] =>
    act(name, fixed(row), { ...onToday(today), ...initial?.(row) }).map((each) => ({
      ...each,
      ...(danger ? { danger } : {}),
    }));
  const { often = [], rare = [], last = [] } = Object.groupBy(offered, placeOf);
  return withPerson(row, register, {
    often: often.flatMap(of),
    rare: [...rare.flatMap(of), ...changes(row, register, may)],
    last: last.flatMap(of),
  });
}

/** Correcting begins with the record as it stands; withdrawing only asks why. */
function changes(row: Row, register: RegisterView, may: May): readonly Act[] {
  const { record, revision, org } = row;
  const correct = register.sheet?.correct;
  const withdraw = register.capabilities.find(({ name }) => /\.withdraw(-|$)/.test(name));
  const content = { ...row.row, org, occurredOn: spanOf(row) };
  return [
    ...(correct && may(correct.name, org)
      ? [{ capability: correct, fixed: { record, revision }, initial: content }]
      : []),
    ...(withdraw && may(withdraw.name, org)
      ? [{ capability: withdraw, fixed: { record, revision, org }, initial: {}, danger: true }]
      : []),
  ];
}
