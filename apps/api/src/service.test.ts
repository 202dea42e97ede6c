import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApi } from './create-api.ts';
import { openApiDocument } from './openapi.ts';
import { asking } from './testing/asking.ts';
import { twoSchools, type TwoSchools } from './testing/two-schools.ts';

let schools: TwoSchools;
beforeAll(async () => {
  schools = await twoSchools();
});
afterAll(() => schools.close());
const { post, send } = asking(() => schools);

const on = (day: string) => ({ from: day, to: day });

describe('an account', () => {
  const PASSWORD = 'a long enough password';
  const open = (login: string, person: string) => post('/api/accounts', { login, person });

  it('is not given to somebody else, whatever the case of its login', async () => {
    const { mingbai } = schools.directory;
    const org = { org: 'S01', occurredOn: on('2025-01-10'), kind: 'serving' };
    for (const staffNumber of ['H201', 'H202'])
      await mingbai.run(schools.operator, 'organisation.register-person', { ...org, name: 'x', staffNumber });
    for (const login of ['admin', 'ADMIN']) {
      expect(await open(login, 'H201')).toMatchObject({
        status: 422,
        code: 'login-taken',
        field: 'login',
        detail: `【用户名】用户名“${login}”已经是别人的；请换一个用户名`,
      });
    }
    const first = await open('zhang', 'H201');
    expect(await open('zhang', 'H202')).toMatchObject({ code: 'login-taken' });
    const second = await open('Zhang', 'H201');
    expect(second['password']).not.toBe(first['password']);
  });

  it('keeps no one-time password as its own', async () => {
    const { accounts, mingbai } = schools.directory;
    const person = mingbai.newId();
    const common = { org: 'S01', occurredOn: on('2025-01-10'), kind: 'serving', name: 'x' };
    await mingbai.run(schools.operator, 'organisation.register-person', { ...common, person });
    await accounts.setPassword('fresh', person, { password: PASSWORD, mustChange: true });
    const signedIn = await accounts.signIn('fresh', PASSWORD);
    const cookie = signedIn.ok ? `mingbai_session=${signedIn.token}` : '';
    const change = (next: string) => post('/api/session/password', { present: PASSWORD, next }, { cookie });
    expect(await change(PASSWORD)).toMatchObject({
      status: 422,
      code: 'password-unchanged',
      field: 'next',
      detail: '【新密码】新密码不能和当前密码一样；请换一个新密码',
    });
    expect(await change(`${PASSWORD} of my own`)).toEqual({ changed: true });
  });
});

describe('somebody who is no longer registered', () => {
  const PASSWORD = 'a long enough password';
  const leave: Readonly<Record<string, (person: string) => unknown>> = {
    withdrawn: (record) =>
      schools.directory.mingbai.run(schools.operator, 'organisation.withdraw-person', {
        org: 'S01',
        record,
        reason: 'entered twice',
      }),
    erased: (person) =>
      schools.directory.mingbai.run(schools.operator, 'organisation.erase-person', {
        org: 'S01',
        person,
        ground: 'the person asked for it',
      }),
  };
  it.each(['withdrawn', 'erased'])('and was %s does not sign in, and is out where already in', async (how) => {
    const { accounts, mingbai } = schools.directory;
    const person = mingbai.newId();
    const common = { org: 'S01', occurredOn: on('2025-01-10'), kind: 'serving', name: 'x' };
    await mingbai.run(schools.operator, 'organisation.register-person', { ...common, person });
    await accounts.setPassword(how, person, { password: PASSWORD, mustChange: false });
    const signIn = () => post('/api/session', { login: how, password: PASSWORD });
    const before = await accounts.signIn(how, PASSWORD);
    const cookie = before.ok ? `mingbai_session=${before.token}` : '';
    expect(await send('GET', '/api/session', { cookie })).toMatchObject({ login: how });
    expect(await signIn()).toMatchObject({ login: how });
    await leave[how]?.(person);
    expect(await send('GET', '/api/session', { cookie })).toMatchObject({ status: 401, code: 'not-signed-in' });
    expect(await signIn()).toMatchObject({ status: 403, code: 'person-gone' });
  });
});

describe('a list', () => {
  type Rows = { readonly rows: readonly { readonly record: string; readonly event: string; readonly from: string }[] };
  const list = async (query: string): Promise<Rows['rows']> => {
    const answer: unknown = await send('GET', `/api/registers/visits?org=S01&${query}`);
    return (answer as Rows).rows; // what a list answers
  };

  it('gives the latest only, or one record by its id or its event', async () => {
    for (const day of ['2025-02-03', '2025-02-01', '2025-02-02'])
      await schools.directory.mingbai.run(schools.operator, 'visit.record', {
        org: 'S01',
        occurredOn: on(day),
        triggers: ['hospital'],
        people: [{ name: 'x' }],
      });
    const all = await list('period=2025-02');
    expect(all.map(({ from }) => from)).toEqual(['2025-02-03', '2025-02-01', '2025-02-02']);
    expect(await list('period=2025-02&latest=2')).toEqual([all[0], all[2]]);
    expect(await list(`record=${all[1]?.record}`)).toEqual([all[1]]);
    expect(await list(`event=${all[2]?.event}`)).toEqual([all[2]]);
    expect(await list('record=nobody')).toEqual([]);
  });
  it.each(['0', '-1', '1.5', '10001', 'all', ''])('refuses to give the latest %o', async (latest) => {
    expect(await send('GET', `/api/registers/visits?latest=${latest}`)).toMatchObject({ status: 400, field: 'latest' });
  });
});

describe('the interface description', () => {
  it('tells of bodies that are too large and of attempts that are too many', () => {
    const { paths } = openApiDocument() as { paths: Record<string, Record<string, { responses: object }>> };
    const statuses = (path: string, method: string) => Object.keys(paths[path]?.[method]?.responses ?? {});
    expect(statuses('/api/session', 'post')).toEqual(expect.arrayContaining(['413', '429']));
    expect(statuses('/api/imports', 'post')).toContain('413');
    expect(statuses('/api/session', 'get')).not.toContain('413');
  });
  it('asks for no field that goes without saying', () => {
    type Body = { requestBody: { content: { 'application/json': { schema: { required: readonly string[] } } } } };
    const { paths } = openApiDocument() as { paths: Record<string, { post: Body }> };
    const required = (name: string) =>
      paths[`/api/commands/${name}`]?.post.requestBody.content['application/json'].schema.required;
    expect(required('visit.record')).toEqual(expect.arrayContaining(['org', 'occurredOn']));
    expect(required('visit.correct')).toContain('occurredOn');
    expect(required('fund.approve')).not.toContain('occurredOn');
    expect(required('organisation.register')).not.toContain('org');
    expect(required('organisation.correct-person')).not.toContain('person');
  });
});

describe('a port that is taken', () => {
  it('is told to whoever starts the service, and written nowhere', async () => {
    await schools.app.listen(0, '127.0.0.1');
    const port = Number(new URL(await schools.app.getUrl()).port);
    const written = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write'));
    const second = await createApi(schools.directory);
    await expect(second.listen(port, '127.0.0.1')).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await second.close();
    const said = written.flatMap(({ mock }) => mock.calls.map(([text]) => String(text)));
    for (const spy of written) spy.mockRestore();
    expect(said).toEqual([]);
  });
});
