import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { operatorOf, type Actor } from '@mingbai/application';
import { ROLES, type Role } from '@mingbai/kernel';
import { createDirectory, registerFirstOfficer, systemSources, type StoreDirectory } from '@mingbai/store-directory';
import { createApi } from '../create-api.ts';

/** Stands in every text of the school S02: nobody of S01 may ever read it. */
export const CANARY = 'canary-of-the-other-school';
export const HOLDERS: readonly Role[] = ROLES.filter((role) => role !== 'operator');
const PASSWORD = 'a long enough password';

/** A district with two schools, one person a role in each place, and the API over it. */
export type TwoSchools = {
  readonly directory: StoreDirectory;
  readonly operator: Actor;
  readonly app: NestFastifyApplication;
  /** Session cookie of whoever holds the role at the place. */
  readonly cookie: (role: Role, place: string) => string;
  readonly record: Readonly<Record<string, string>>;
  readonly event: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
};

const ON = { from: '2025-01-10', to: '2025-01-10' } as const;

export async function twoSchools(sabotage: (directory: StoreDirectory) => void = () => {}): Promise<TwoSchools> {
  const path = join(mkdtempSync(join(tmpdir(), 'mingbai-api-')), 'store');
  const directory = await createDirectory(
    path,
    { code: 'D01', district: 'District' },
    systemSources(() => Date.now()),
  );
  await registerFirstOfficer(directory, { code: 'D01', name: 'District' });
  const { mingbai } = directory;
  const operator = operatorOf(mingbai, 'operator');
  const run = async (capability: string, input: object): Promise<string> => {
    const answer = await mingbai.run(operator, capability, input);
    if (!answer.ok) throw new Error(`${capability}: ${JSON.stringify(answer.refusal)}`);
    return answer.eventIds[0] ?? '';
  };
  const record: Record<string, string> = {};
  const event: Record<string, string> = {};
  for (const [code, mark] of [
    ['S01', 'open'],
    ['S02', CANARY],
  ] as const) {
    event[code] = await makeSchool(run, code, mark);
    record[code] = mingbai.list(operator, 'visits', { org: code })[0]?.record ?? '';
  }
  const cookies = await peopleOf(directory, run);
  sabotage(directory);
  const app = await createApi(directory);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    directory,
    operator,
    app,
    record,
    event,
    cookie: (role, place) => cookies.get(`${role}@${place}`) ?? '',
    close: async () => {
      await app.close();
      await directory.close();
      rmSync(join(path, '..'), { recursive: true });
    },
  };
}

type Run = (capability: string, input: object) => Promise<string>;

/** A school with something in every register; gives the event of its visit. */
async function makeSchool(run: Run, code: string, mark: string): Promise<string> {
  const own = { org: code, occurredOn: ON };
  const name = `${code} ${mark}`;
  await run('organisation.register', { code, name, kind: 'school', administeredBy: 'D01', occurredOn: ON });
  const people = [{ name: mark }];
  const visit = await run('visit.record', { ...own, triggers: ['hospital'], people, place: mark, remark: mark });
  await run('fund.open', { ...own, fund: `${code}-JF`, name: mark, kind: 'union', opening: 100_000 });
  await run('activity.record', { ...own, name: mark, kind: 'outing' });
  await run('congress.record', { ...own, bodies: [{ body: 'staff-congress' }], agenda: [mark] });
  await run('plan.record', { ...own, what: mark, field: 'visit' });
  return visit;
}

async function peopleOf({ mingbai, accounts }: StoreDirectory, run: Run): Promise<Map<string, string>> {
  const cookies = new Map<string, string>();
  for (const place of ['S01', 'D01']) {
    for (const role of HOLDERS) {
      const person = mingbai.newId();
      const login = `${role}.${place}`;
      const name = place === 'D01' ? login : `${login} ${'open'}`;
      await run('organisation.register-person', { org: place, occurredOn: ON, person, name, kind: 'serving' });
      await run('organisation.grant-role', { org: place, occurredOn: ON, person, role });
      await accounts.setPassword(login, person, { password: PASSWORD, mustChange: false });
      const signedIn = await accounts.signIn(login, PASSWORD);
      cookies.set(`${role}@${place}`, signedIn.ok ? `mingbai_session=${signedIn.token}` : '');
    }
  }
  return cookies;
}
