import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApi } from './create-api.ts';
import { openApiDocument } from './openapi.ts';
import { asking } from './testing/asking.ts';
import { twoSchools, type TwoSchools } from './testing/two-schools.ts';

let schools: TwoSchools;
beforeAll(async () => {
  schools = await twoSchools();
}, 60_000);
afterAll(() => schools.close());
const { post } = asking(() => schools);

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
    await accounts.setPassword('fresh', mingbai.newId(), { password: PASSWORD, mustChange: true });
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

describe('the interface description', () => {
  it('tells of bodies that are too large and of attempts that are too many', () => {
    const { paths } = openApiDocument() as { paths: Record<string, Record<string, { responses: object }>> };
    const statuses = (path: string, method: string) => Object.keys(paths[path]?.[method]?.responses ?? {});
    expect(statuses('/api/session', 'post')).toEqual(expect.arrayContaining(['413', '429']));
    expect(statuses('/api/imports', 'post')).toContain('413');
    expect(statuses('/api/session', 'get')).not.toContain('413');
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
