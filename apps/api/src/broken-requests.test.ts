import { randomUUID } from 'node:crypto';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asking, type Problem } from './testing/asking.ts';
import { twoSchools, type TwoSchools } from './testing/two-schools.ts';

let schools: TwoSchools;
beforeAll(async () => {
  schools = await twoSchools();
});
afterAll(() => schools.close());
const { send, post } = asking(() => schools);

const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'multipart/form-data; boundary=b' };
const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="f.xlsx"\r\n\r\n';
const visit = (payload: string) => send('POST', '/api/commands/visit.record', { payload, headers: json });
const upload = (url: string, payload: string, headers = form) => send('POST', url, { payload, headers });

describe('a request that cannot be carried out is told why, never a fault of the program', () => {
  it.each<[string, () => Promise<Problem>, number, string]>([
    ['a body one level deeper than it may be', () => visit(deep(33)), 400, 'too-deep'],
    ['a body as deep as it may be', () => visit(deep(32)), 400, 'missing'],
    ['a body of 3,000 levels', () => visit(deep(3000)), 400, 'too-deep'],
    ['a body of 50,000 levels', () => visit(deep(50_000)), 400, 'too-deep'],
    ['a list of 50,000 levels', () => visit(`{"people":${'['.repeat(50_000)}${']'.repeat(50_000)}}`), 400, 'too-deep'],
    [
      'a password that is no text',
      () => send('POST', '/api/session', { payload: deep(50_000), headers: json }),
      400,
      '',
    ],
    [
      'a file that is no workbook',
      () => upload('/api/imports/annotated', `${head}junk\r\n--b--\r\n`),
      422,
      'not-xlsx-csv',
    ],
    ['an empty file', () => upload('/api/imports/annotated', `${head}\r\n--b--\r\n`), 422, 'empty-file'],
    ['a form that breaks off', () => upload('/api/imports', `${head}junk`), 400, 'upload-broken'],
    ['a form that breaks off in its head', () => upload('/api/imports', '--b\r\nbroken'), 400, 'upload-broken'],
    [
      'a form that does not say where its parts end',
      () => upload('/api/imports', head, { 'content-type': 'multipart/form-data' }),
      400,
      'upload-broken',
    ],
    ['a form without a file', () => upload('/api/imports', '--b--\r\n'), 400, ''],
  ])('%s', async (_what, sent, ...[status, code]) => {
    const problem = await sent();
    expect([problem.status, problem.code]).toEqual([status, code || problem.code]);
    expect(problem.detail).toMatch(/[一-龥]/);
    expect(problem.detail).not.toMatch(/[a-z]+ [a-z]+/);
  });
});

const RECORD = '/api/commands/visit.record';
const VISIT = {
  org: 'S01',
  occurredOn: { from: '2025-03-01', to: '2025-03-01' },
  triggers: ['hospital'],
  people: [{ name: 'N' }],
};

describe('an idempotency key', () => {
  it('is the same in upper and lower case', async () => {
    const key = randomUUID();
    const sent = async (each: string) =>
      (await post(RECORD, VISIT, { headers: { 'idempotency-key': each } })) as unknown as { repeated: boolean };
    expect((await sent(key)).repeated).toBe(false);
    expect((await sent(key.toUpperCase())).repeated).toBe(true);
  });
});

describe('an organisation that is none', () => {
  it.each([null, [], 5, true, {}, undefined, ''])('%j is malformed, whoever asks', async (org) => {
    for (const [role, place] of [
      ['chair', 'S01'],
      ['district-officer', 'D01'],
    ] as const) {
      const problem = await post(RECORD, { ...VISIT, org }, { cookie: schools.cookie(role, place) });
      expect([problem.status, problem['field']]).toEqual([400, 'org']);
      expect(problem.detail).toMatch(/^【单位】/);
    }
  });
});

describe('what is no request', () => {
  beforeAll(() => schools.app.listen(0, '127.0.0.1'));
  it.each([
    ['a very long address', `GET /api/${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431, 'address-too-long'],
    ['a very long cookie', `GET / HTTP/1.1\r\nCookie: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'address-too-long'],
    ['no HTTP at all', 'hello\r\n\r\n', 400, 'unreadable-request'],
  ])('%s is answered as every other mistake', async (_what, sent, status, code) => {
    const { port } = schools.app.getHttpServer().address() as AddressInfo; // it listens to a port
    const socket = connect(port, '127.0.0.1');
    socket.write(sent);
    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*application/problem\\+json`));
    const problem = JSON.parse(body) as Problem;
    expect([problem.status, problem.code]).toEqual([status, code]);
    expect(problem.detail).toMatch(/[一-龥].*；请/);
  });
});
