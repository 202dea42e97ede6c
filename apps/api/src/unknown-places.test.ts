import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApiDocument } from './openapi.ts';
import { asking } from './testing/asking.ts';
import { twoSchools, type TwoSchools } from './testing/two-schools.ts';

let schools: TwoSchools;
beforeAll(async () => {
  schools = await twoSchools();
}, 60_000);
afterAll(() => schools.close());
const { send } = asking(() => schools);

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
