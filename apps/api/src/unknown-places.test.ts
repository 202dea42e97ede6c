import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApiDocument } from './openapi.ts';
import { asking } from './testing/asking.ts';
import { twoSchools, type TwoSchools } from './testing/two-schools.ts';

let schools: TwoSchools;
beforeAll(async () => {
  schools = await twoSchools();
});
afterAll(() => schools.close());
const { send, post } = asking(() => schools);

type Described = { readonly parameters: readonly { readonly name: string }[] };
const { paths } = openApiDocument() as { paths: Record<string, Record<string, Described>> };
/** Every question that can be asked about an organisation, with what else it must say. */
const QUESTIONS = Object.entries(paths)
  .filter(([, { get }]) => get?.parameters.some(({ name }) => name === 'org'))
  .map(([path]) => path.replace('{fund}', 'S01-JF').replace('{register}', 'visits'));
const asked = (path: string, org: string): string =>
  `${path}?${new URLSearchParams({
    org,
    ...(path.startsWith('/api/summary') ? { period: '2025' } : {}),
    ...(path === '/api/trace' ? { figure: 'visit.count' } : {}),
  }).toString()}`;

describe('an organisation that there is not', () => {
  it.each(QUESTIONS)('is said to be none by %s', async (path) => {
    const cookies = [schools.cookie('district-officer', 'D01'), schools.cookie('auditor', 'S01')];
    for (const cookie of cookies)
      expect(await send('GET', asked(path, 'NOPE'), { cookie })).toMatchObject({
        status: 404,
        code: 'organisation-not-found',
        detail: expect.stringContaining('NOPE'),
      });
  });
  it.each(QUESTIONS)('is not named by a blank, which %s refuses', async (path) => {
    for (const org of ['', ' ']) expect((await send('GET', asked(path, org))).status).toBeGreaterThanOrEqual(400);
  });
});

describe('a fund that there is not', () => {
  it('is said to be none by its replay, its figures and its rows', async () => {
    for (const url of [
      '/api/funds/NOPE/replay',
      '/api/funds/NOPE/replay?org=S01',
      '/api/funds/S02-JF/replay?org=S01',
      '/api/trace?figure=fund.balance[fund=NOPE]',
    ])
      expect(await send('GET', url)).toMatchObject({ status: 404 });
  });
});

describe('what another school has', () => {
  const OWN = { org: 'S01', occurredOn: { from: '2025-01-10', to: '2025-01-10' } };
  type Named = Readonly<Record<'record' | 'event' | 'fund', string>>;
  const visit = ({ record }: Named) => ({ ...OWN, record, reason: '登记错了', triggers: ['hospital'] });
  const income = ({ fund }: Named) => ({ ...OWN, fund, amount: 1, source: 'dues', form: 'bank' });
  it.each<[string, 'officer' | 'accountant', (named: Named, cookie: string) => ReturnType<typeof send>]>([
    [
      'a history',
      'officer',
      ({ record }, cookie) => send('GET', `/api/registers/visits/${record}/history`, { cookie }),
    ],
    [
      'a fund’s history',
      'officer',
      ({ fund }, cookie) => send('GET', `/api/registers/funds/${fund}/history`, { cookie }),
    ],
    ['a proof', 'officer', ({ event }, cookie) => send('GET', `/api/events/${event}/proof`, { cookie })],
    ['a replay', 'accountant', ({ fund }, cookie) => send('GET', `/api/funds/${fund}/replay`, { cookie })],
    [
      'a balance',
      'accountant',
      ({ fund }, cookie) => send('GET', `/api/trace?figure=fund.balance[fund=${fund}]`, { cookie }),
    ],
    ['a correction', 'officer', (named, cookie) => post('/api/commands/visit.correct', visit(named), { cookie })],
    ['an income', 'accountant', (named, cookie) => post('/api/commands/fund.receive', income(named), { cookie })],
  ])('is answered like what nobody has: %s', async (_what, role, ask) => {
    const cookie = schools.cookie(role, 'S01');
    const none = { record: randomUUID(), event: randomUUID(), fund: 'S02-XX' };
    const { S02: record = '' } = schools.record;
    const { S02: event = '' } = schools.event;
    const answers = [await ask({ record, event, fund: 'S02-JF' }, cookie), await ask(none, cookie)];
    const [theirs, nobodys] = answers.map(({ status, code }) => ({ status, code }));
    expect(theirs).toEqual(nobodys);
    expect(theirs?.status).toBeGreaterThanOrEqual(404);
    expect(answers[0]?.detail).not.toMatch(/另一个单位|范围内/);
  });
});
