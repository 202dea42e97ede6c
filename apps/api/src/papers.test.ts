import { SUMMARY_KINDS } from '@mingbai/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApiDocument } from './openapi.ts';
import { asking } from './testing/asking.ts';
import { twoSchools, type TwoSchools } from './testing/two-schools.ts';

let schools: TwoSchools;
beforeAll(async () => {
  schools = await twoSchools();
});
afterAll(() => schools.close());
const { send } = asking(() => schools);

type Paper = { kind: string; title: string; preamble: string; sections: { id: string }[] };
const summary = async (query: string, cookie?: string) =>
  (await send('GET', `/api/summary?${query}`, cookie ? { cookie } : {})) as unknown as Paper & {
    status: number;
    code: string;
  };
const traced = (figure: string, org: string, cookie?: string) => {
  const query = new URLSearchParams({ figure, org, period: '2025' });
  return send('GET', `/api/trace?${query.toString()}`, cookie ? { cookie } : {});
};

describe('a paper', () => {
  it.each(SUMMARY_KINDS)('of the kind %s is made as data and as a document', async (kind) => {
    const query = `org=D01&period=2025&kind=${kind}`;
    const made = await summary(query);
    expect(made).toMatchObject({ kind, title: expect.stringMatching(/^District2025年工会工作/) });
    expect(made.preamble).toContain('2025年');
    expect(made.sections.length).toBeGreaterThan(0);
    const cookie = schools.cookie('district-officer', 'D01');
    const answer = await schools.app.inject({ method: 'GET', url: `/api/summary.docx?${query}`, headers: { cookie } });
    expect([answer.statusCode, answer.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK']);
  });
  it('of a kind that there is not, or of units that there are not, is refused in Chinese', async () => {
    expect(await summary('org=D01&period=2025&kind=year')).toMatchObject({ status: 400, code: 'not-in-list' });
    expect(await summary('org=S01&period=2025&kind=district')).toMatchObject({
      status: 422,
      code: 'no-units-below',
      detail: expect.stringMatching(/没有下级单位.*请换成区/),
    });
  });
  it('has its kinds in the description of the interface', () => {
    const { paths } = openApiDocument() as {
      paths: Record<string, { get: { parameters: { name: string; schema: { enum?: string[] } }[] } }>;
    };
    for (const path of ['/api/summary', '/api/summary.docx'])
      expect(paths[path]?.get.parameters.find(({ name }) => name === 'kind')?.schema.enum).toEqual([...SUMMARY_KINDS]);
  });
});

describe('a figure of one unit', () => {
  it('is traced from the district without a route of its own', async () => {
    const answer = await traced('visit.occasions[org=S02]', 'D01');
    expect(answer).toMatchObject({ figure: { value: 1, label: expect.stringContaining('（S02 ') } });
    expect(answer['events']).toHaveLength(1);
  });
  it('opens nothing of another school', async () => {
    const ofS01 = schools.cookie('chair', 'S01');
    expect(await traced('visit.occasions[org=S01]', 'S01', ofS01)).toMatchObject({ figure: { value: 1 } });
    expect(await traced('visit.occasions[org=S02]', 'S01', ofS01)).toMatchObject({
      status: 404,
      code: 'figure-outside',
    });
    expect(await traced('visit.occasions[org=S02]', 'D01', ofS01)).toMatchObject({ status: 403 });
    expect(await summary('org=D01&period=2025&kind=district', ofS01)).toMatchObject({ status: 403 });
  });
});
