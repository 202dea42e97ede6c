import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operatorOf } from '@mingbai/application';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDirectory, openDirectory, systemSources } from './directory.ts';
import { registerFirstOfficer } from './first-officer.ts';

const NOW = Date.parse('2025-03-10T00:00:00Z');
const SOURCES = systemSources(() => NOW);
const DISTRICT = { code: '310101', name: '某区教育工会' };

let folder = '';
const path = () => join(folder, 'store');
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mingbai-other-log-'));
  const directory = await createDirectory(path(), { code: DISTRICT.code, district: DISTRICT.name }, SOURCES);
  await registerFirstOfficer(directory, DISTRICT);
  await directory.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const putAside = (name: string, aside: string) => cpSync(join(path(), `${name}.sqlite`), join(folder, aside));
function remove(name: string): void {
  for (const each of readdirSync(path())) if (each.startsWith(`${name}.sqlite`)) rmSync(join(path(), each));
}
function putBack(name: string, aside: string): void {
  remove(name);
  cpSync(join(folder, aside), join(path(), `${name}.sqlite`));
}

/** The same school is registered by the same command. */
const idOf = (code: string): string => `00000000-0000-4000-8000-${Buffer.from(code).toString('hex').padStart(12, '0')}`;

/** Registers schools under these codes and gives the read models. */
async function registered(codes: readonly string[], now = 0): Promise<string> {
  const { mingbai, close } = await openDirectory(path(), { ...SOURCES, clock: { now: () => NOW + now } });
  for (const code of codes) {
    const school = { code, name: code, kind: 'school', administeredBy: DISTRICT.code };
    const input = { ...school, occurredOn: { from: '2025-01-01', to: '2025-01-01' } };
    const answer = await mingbai.run(operatorOf(mingbai, 'op'), 'organisation.register', input, { id: idOf(code) });
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  }
  const dump = [...mingbai.ports.models.dump()].join('\n');
  await close();
  return dump;
}

it.each([[['Y']], [['Y', 'Z']], [['Y', 'Q']]])(
  'read models of a log that was put back and went on otherwise are made again (%j)',
  async (since) => {
    putAside('events', 'earlier');
    await registered(['X', 'Q']);
    putAside('read', 'of-x');
    putBack('events', 'earlier');
    remove('read');
    const dump = await registered(since, 60_000);
    putBack('read', 'of-x');
    expect(await registered([], 60_000)).toBe(dump);
  },
);
