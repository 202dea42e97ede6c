import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POLICY } from '@mingbai/application';
import { CAPABILITIES, REGISTERS } from '@mingbai/domain';
import type { Role } from '@mingbai/kernel';
import { randomUUID } from 'node:crypto';
import { openApiDocument } from './openapi.ts';
import { CANARY, HOLDERS, twoSchools, type TwoSchools } from './testing/two-schools.ts';

type Operation = { readonly method: 'GET' | 'POST' | 'DELETE'; readonly path: string; readonly isPublic: boolean };
type Cell = {
  readonly operation: Operation;
  readonly role: Role;
  readonly place: string;
  readonly target: 'S01' | 'S02' | 'D01';
};
type Found = {
  readonly cells: number;
  readonly leaks: readonly string[];
  readonly refusals: readonly string[];
  readonly openings: readonly string[];
};

const operations = (): readonly Operation[] => {
  const { paths } = openApiDocument() as { paths: Record<string, Record<string, { security?: unknown }>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security }]) => ({
      path,
      method: method.toUpperCase() as 'GET',
      isPublic: security !== undefined,
    })),
  );
};

/** Routes that answer alike for everybody who is signed in, or whose answer holds only what the asker may see. */
const FOR_ALL = new Set([
  '/api/session',
  '/api/session/password',
  '/api/templates',
  '/api/policy',
  '/api/audit/checkpoint',
  '/api/imports',
  '/api/imports/annotated',
  '/api/imports/{id}/withdrawal',
]);
const DISTRICT_ONLY: Readonly<Record<string, readonly Role[]>> = {
  '/api/accounts': ['district-officer'],
  '/api/audit/verify': ['auditor', 'district-officer'],
  '/api/audit/bundle': ['auditor', 'district-officer'],
};
/** What a route reads besides its own register, by the register whose policy guards it. */
const GUARDED_BY: Readonly<Record<string, readonly string[]>> = {
  '/api/summary': REGISTERS.filter(({ sentences }) => sentences.length > 0).map(({ name }) => name),
  '/api/summary.docx': REGISTERS.filter(({ sentences }) => sentences.length > 0).map(({ name }) => name),
  '/api/trace': ['visits'],
  '/api/funds/{fund}/replay': ['fund-entries'],
  '/api/exports/{register}': ['visits'],
  '/api/registers/{register}/{record}/history': ['visits'],
  '/api/events/{id}/proof': ['visits'],
  '/api/audit/check': ['visits', 'fund-entries', 'receipts', 'congresses', 'activities'],
};

type Reach = { readonly action: string; readonly role: Role };

/**
 * Whether the policy lets a role at a place do something at a target: at its own place, or below it where its scope
 * says so.
 */
function reaches({ action, role }: Reach, place: string, target: string): boolean {
  const line = POLICY.find((each) => each.action === action && each.role === role);
  return line !== undefined && (place === target || (place === 'D01' && line.scope === 'own-and-below'));
}

/**
 * Where a cell's answer comes from: routes about one record take the other school's when the district is the target.
 */
const placeOf = ({ operation: { path }, target }: Cell): string =>
  /history|proof/.test(path) && target === 'D01' ? 'S02' : target;

/** What the generated policy says about a cell. */
function allowed(cell: Cell): boolean {
  const {
    operation: { path },
    role,
    place,
  } = cell;
  const district = DISTRICT_ONLY[path];
  if (district) return place === 'D01' && district.includes(role);
  if (FOR_ALL.has(path)) return true;
  const action = /^\/api\/(?:commands|registers)\/([^/{]+)$/.exec(path)?.[1];
  const actions = action ? [action] : (GUARDED_BY[path] ?? []);
  return actions.every((each) => reaches({ action: each, role }, place, placeOf(cell)));
}

function requestOf({ operation: { method, path }, target }: Cell, schools: TwoSchools) {
  const school = target === 'D01' ? 'S02' : target;
  const concrete = path
    .replace('{register}', 'visits')
    .replace('{record}', schools.record[school] ?? '')
    .replace('{fund}', `${school}-JF`)
    .replace('{id}', schools.event[school] ?? '');
  const query: Record<string, string> =
    path.includes('/registers/') && !path.includes('history') ? { org: target } : {};
  if (/summary|trace|replay|exports|audit\/check/.test(path)) query['org'] = target;
  if (path.includes('summary')) query['period'] = '2025';
  if (path.includes('trace')) query['figure'] = 'visit.person-times';
  const body = path.startsWith('/api/commands/')
    ? { org: target, ...(path.endsWith('organisation.register') ? { administeredBy: target } : {}) }
    : {};
  const url = `${concrete}?${new URLSearchParams(query).toString()}`;
  return {
    method,
    url,
    ...(method === 'GET' ? {} : { payload: body, headers: { 'idempotency-key': randomUUID() } }),
  } as const;
}

async function ask(cell: Cell, schools: TwoSchools, cookie: string): Promise<{ status: number; body: string }> {
  const { headers = {}, ...request } = { headers: undefined, ...requestOf(cell, schools) };
  const response = await schools.app.inject({ ...request, headers: { ...headers, ...(cookie ? { cookie } : {}) } });
  return { status: response.statusCode, body: response.body };
}

/** Every route × role × place × target. What a school-bound role reads never holds the other school's mark. */
async function walk(schools: TwoSchools): Promise<Found> {
  const leaks: string[] = [];
  const refusals: string[] = [];
  const openings: string[] = [];
  let cells = 0;
  for (const operation of operations().filter(
    ({ isPublic, method, path }) => !isPublic && !(method === 'DELETE' && path === '/api/session'),
  )) {
    for (const place of ['S01', 'D01']) {
      for (const role of HOLDERS) {
        for (const target of ['S01', 'S02', 'D01'] as const) {
          const cell = { operation, role, place, target };
          const { status, body } = await ask(cell, schools, schools.cookie(role, place));
          const name = `${operation.method} ${operation.path} as ${role}@${place} on ${target}: ${status}`;
          cells += 1;
          const expected = allowed(cell);
          if (!expected && status !== 403 && status !== 404) openings.push(name);
          if (expected && (status === 401 || status === 403)) refusals.push(name);
          if (body.includes(CANARY) && !mayReadOther(cell)) leaks.push(name);
        }
      }
    }
  }
  return { cells, leaks, refusals, openings };
}

/** Whoever holds a role at the district may read of the other school what the policy lets that role read at all. */
const mayReadOther = (cell: Cell): boolean =>
  cell.place === 'D01' && (allowed(cell) || FOR_ALL.has(cell.operation.path));

describe('who may do and read what', () => {
  let schools: TwoSchools;
  beforeAll(async () => {
    schools = await twoSchools();
  });
  afterAll(() => schools.close());

  it('is what the generated policy says, for every route, role and place', async () => {
    const { cells, leaks, refusals, openings } = await walk(schools);
    expect(cells).toBeGreaterThan(2000);
    expect({ leaks, refusals, openings }).toEqual({ leaks: [], refusals: [], openings: [] });
  }, 180_000);

  it('is nothing without a session, with an ended one, or after the account was closed', async () => {
    const { accounts } = schools.directory;
    const person = schools.directory.mingbai.newId();
    await accounts.setPassword('leaver', person, { password: 'a long enough password', mustChange: false });
    const signedIn = await accounts.signIn('leaver', 'a long enough password');
    accounts.closeAccount('leaver');
    const removed = signedIn.ok ? `mingbai_session=${signedIn.token}` : '';
    for (const operation of operations().filter(({ isPublic }) => !isPublic)) {
      for (const cookie of ['', 'mingbai_session=never-was', removed]) {
        const { status, body } = await ask({ operation, role: 'member', place: 'S01', target: 'S02' }, schools, cookie);
        expect(`${operation.path} ${status}`).toBe(`${operation.path} 401`);
        expect(body).not.toContain(CANARY);
      }
    }
  });

  it('is nothing more once the role was revoked', async () => {
    const { mingbai, accounts } = schools.directory;
    const person = mingbai.newId();
    const on = { from: '2025-01-10', to: '2025-01-10' };
    await mingbai.run(schools.operator, 'organisation.register-person', {
      org: 'S01',
      occurredOn: on,
      person,
      name: 'leaver two',
      kind: 'serving',
    });
    await mingbai.run(schools.operator, 'organisation.grant-role', {
      org: 'S01',
      occurredOn: on,
      person,
      role: 'officer',
    });
    await accounts.setPassword('leaver2', person, { password: 'a long enough password', mustChange: false });
    const signedIn = await accounts.signIn('leaver2', 'a long enough password');
    const cookie = signedIn.ok ? `mingbai_session=${signedIn.token}` : '';
    const read = () => schools.app.inject({ method: 'GET', url: '/api/registers/visits?org=S01', headers: { cookie } });
    expect((await read()).statusCode).toBe(200);
    await mingbai.run(schools.operator, 'organisation.revoke-role', {
      org: 'S01',
      occurredOn: on,
      person,
      role: 'officer',
    });
    expect((await read()).statusCode).toBe(403);
  });

  it('has every capability and register among the routes', () => {
    const paths = new Set(operations().map(({ path }) => path));
    for (const { name } of CAPABILITIES) expect(paths).toContain(`/api/commands/${name}`);
    for (const { name } of REGISTERS) expect(paths).toContain(`/api/registers/${name}`);
  });

  it('sees a route that has lost its guard', async () => {
    const broken = await twoSchools(({ mingbai }) => {
      mingbai.mayRead = () => 'operator';
    });
    const { leaks, openings } = await walk(broken);
    await broken.close();
    expect(leaks.length).toBeGreaterThan(0);
    expect(openings.length).toBeGreaterThan(0);
  }, 240_000);
});
