import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerWithSheet } from '@mingbai/application';
import { filledWorkbook } from '@mingbai/workbook';
import { openApiDocument } from './openapi.ts';
import { asking } from './testing/asking.ts';
import { twoSchools, type TwoSchools } from './testing/two-schools.ts';

let schools: TwoSchools;
beforeAll(async () => {
  schools = await twoSchools();
});
afterAll(() => schools.close());
const { post } = asking(() => schools);
type Headers = Record<string, string>;
const size = (): number => schools.directory.mingbai.ports.models.size();

const bookOf = (...days: readonly string[]): Promise<Uint8Array> =>
  filledWorkbook([
    {
      register: registerWithSheet('visits'),
      rows: days.map((occurredOn) => ({ org: 'S01', occurredOn, triggers: '住院', groups: '18人次' })),
    },
  ]);

const HEAD = '--b\r\ncontent-disposition: form-data; name="file"; filename="f.xlsx"\r\n\r\n';
const bringing = (bytes: Uint8Array, key: string, query = '') =>
  schools.app
    .inject({
      method: 'POST',
      url: `/api/imports${query}`,
      headers: {
        cookie: schools.cookie('district-officer', 'D01'),
        'content-type': 'multipart/form-data; boundary=b',
        'idempotency-key': key,
      },
      payload: Buffer.concat([Buffer.from(HEAD), bytes, Buffer.from('\r\n--b--\r\n')]),
    })
    .then((response) => response.json<Record<string, unknown>>());

describe('an import that is sent again under its key', () => {
  it('is answered as before and records nothing', async () => {
    const [bytes, key] = [await bookOf('2025-03-01', '2025-03-02'), randomUUID()];
    const first = await bringing(bytes, key);
    expect(first).toMatchObject({ importId: key, rows: 2, recorded: 2, unchanged: 0, errors: [] });
    const before = size();
    expect(await bringing(bytes, key)).toEqual(first);
    expect(await bringing(bytes, key.toUpperCase())).toEqual(first);
    expect(size()).toBe(before);
    expect(await bringing(bytes, randomUUID())).toMatchObject({ recorded: 0, unchanged: 2 });
  });
  it('is answered as before when both were under way', async () => {
    const [bytes, key] = [await bookOf('2025-03-03'), randomUUID()];
    const [first, second] = await Promise.all([bringing(bytes, key), bringing(bytes, key)]);
    expect(first).toMatchObject({ recorded: 1, unchanged: 0 });
    expect(second).toEqual(first);
  });
  it('is refused with another file, another place, or as another act', async () => {
    const [bytes, key] = [await bookOf('2025-03-04'), randomUUID()];
    await bringing(bytes, key);
    const reused = { status: 409, code: 'command-reused' };
    const before = size();
    expect(await bringing(await bookOf('2025-03-05'), key)).toMatchObject(reused);
    expect(await bringing(bytes, key, '?org=S01')).toMatchObject(reused);
    const headers = { 'idempotency-key': key };
    expect(await post(`/api/imports/${key}/withdrawal`, { reason: 'wrong file' }, { headers })).toMatchObject(reused);
    expect(size()).toBe(before);
  });
  it('can be mended under its key: what was refused has recorded nothing', async () => {
    const key = randomUUID();
    expect(await bringing(await bookOf('2025-13-01'), key)).toMatchObject({ recorded: 0, errors: [{}] });
    expect(await bringing(await bookOf('2025-03-06'), key)).toMatchObject({ recorded: 1, errors: [] });
  });
  it('needs a key', async () => {
    expect(await bringing(await bookOf('2025-03-07'), 'none')).toMatchObject({
      status: 400,
      code: 'idempotency-key-missing',
    });
  });
});

describe('a withdrawal that is sent again under its key', () => {
  it('is answered as before and takes nothing back twice', async () => {
    const importId = randomUUID();
    await bringing(await bookOf('2025-04-01', '2025-04-02'), importId);
    const headers: Headers = { 'idempotency-key': randomUUID() };
    const withdraw = (reason: string, sent = headers) =>
      post(`/api/imports/${importId}/withdrawal`, { reason }, { headers: sent });
    const first = await withdraw('wrong file');
    expect(first).toEqual({ importId, withdrawn: 2, kept: 0 });
    const before = size();
    expect(await withdraw('wrong file')).toEqual(first);
    expect(await withdraw('another reason')).toMatchObject({ status: 409, code: 'command-reused' });
    expect(await withdraw('wrong file', { 'idempotency-key': randomUUID() })).toMatchObject({
      code: 'import-withdrawn',
    });
    expect(await withdraw('wrong file', { 'idempotency-key': '' })).toMatchObject({ code: 'idempotency-key-missing' });
    expect(size()).toBe(before);
  });
});

describe('an account that is opened again under its key', () => {
  it('keeps its password, which is told again until it is changed', async () => {
    const { accounts, mingbai } = schools.directory;
    const common = { org: 'S01', occurredOn: { from: '2025-01-10', to: '2025-01-10' }, kind: 'serving' };
    for (const staffNumber of ['H301', 'H302'])
      await mingbai.run(schools.operator, 'organisation.register-person', { ...common, name: 'x', staffNumber });
    const headers: Headers = { 'idempotency-key': randomUUID() };
    const open = (person: string, sent = headers) =>
      post('/api/accounts', { login: 'wang', person }, { headers: sent });
    const first = await open('H301');
    expect(first['password']).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/);
    expect(await open('H301')).toEqual(first);
    await accounts.changePassword('wang', { present: String(first['password']), next: 'a password of my own' });
    expect(await open('H301')).toMatchObject({
      status: 422,
      code: 'one-time-password-gone',
      detail: '账号“wang”已按这个编号开通过，一次性密码后来改过，不再有效；忘了密码的，请换一个编号重新提交',
    });
    expect(await accounts.signIn('wang', 'a password of my own')).toMatchObject({ ok: true });
    expect(await open('H302')).toMatchObject({ status: 409, code: 'command-reused' });
    expect(await open('H301', { 'idempotency-key': 'none' })).toMatchObject({ code: 'idempotency-key-missing' });
    const again = await open('H301', { 'idempotency-key': randomUUID() });
    expect(again['password']).not.toBe(first['password']);
  });
});

describe('the interface description', () => {
  type Described = {
    readonly description?: string;
    readonly parameters: readonly { readonly name: string; readonly required: boolean }[];
  };
  const { paths } = openApiDocument() as { paths: Record<string, Record<string, Described>> };
  const writes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, each]) =>
      method === 'get' ? [] : [{ name: `${method} ${path}`, each }],
    ),
  );
  it.each(writes)('$name takes a key, or says why it needs none', ({ each: { parameters, description } }) => {
    const key = parameters.find(({ name }) => name === 'Idempotency-Key');
    expect(key ? key.required : description).toMatchObject(key ? {} : expect.stringMatching(/[一-龥]/));
  });
  it('knows no other write without a key', () => {
    const keyless = writes.filter(({ each }) => each.parameters.every(({ name }) => name !== 'Idempotency-Key'));
    expect(keyless.map(({ name }) => name)).toEqual([
      'post /api/session',
      'delete /api/session',
      'post /api/session/password',
      'post /api/imports/annotated',
    ]);
  });
});

describe('a write that has no trial', () => {
  it.each([
    '/api/accounts',
    '/api/imports/6f1d1c52-5f0b-4c6e-9a0e-2a6f3c1b9d44/withdrawal',
    '/api/session',
    '/api/session/password',
  ])('%s does not take a trial for the act', async (path) => {
    const before = size();
    expect(await post(`${path}?dryRun=true`, {})).toMatchObject({ status: 400, code: 'unknown-field' });
    expect(size()).toBe(before);
  });
});
