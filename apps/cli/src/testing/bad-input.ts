import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { operatorOf } from '@mingbai/application';
import { createDirectory, openDirectory, registerFirstOfficer, systemSources } from '@mingbai/store-directory';

const MAIN = fileURLToPath(new URL('../main.mjs', import.meta.url));
export const HOLD = fileURLToPath(new URL('./hold-store.ts', import.meta.url));
export const root = mkdtempSync(join(tmpdir(), 'mingbai-bad-input-'));
export const good = join(root, 'good');
export const at = (name: string): string => join(root, name);

export type Told = { readonly status: number | null; readonly said: string };
type Where = { readonly data?: string; readonly before?: readonly string[]; readonly uid?: number };

/** One run of the command line in a process of its own. */
export function mingbai(args: readonly string[], { data = good, before = [], uid }: Where = {}): Told {
  const [program, ...rest] = [...before, process.execPath, MAIN, ...args, '--data', data];
  const result = spawnSync(program, rest, {
    encoding: 'utf8',
    timeout: 60_000,
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  return { status: result.status, said: `${result.stdout}${result.stderr}` };
}

export const visit = (...options: readonly string[]): readonly string[] => [
  ...'visit record --org S01 --occurred-on 2025-03-08 --triggers 住院 --people 黄某'.split(' '),
  ...options,
];

export const file = (name: string, content: Uint8Array | string): string => {
  writeFileSync(at(name), content);
  return at(name);
};

export function copyOf(name: string): string {
  cpSync(good, at(name), { recursive: true });
  return at(name);
}

export const eventsIn = async (data: string): Promise<number> => {
  const directory = await openDirectory(
    data,
    systemSources(() => Date.now()),
    { readOnly: true, unread: true },
  );
  const { size } = await directory.store.frontier();
  await directory.close();
  return size;
};

export async function makeGood(): Promise<void> {
  const directory = await createDirectory(
    good,
    { code: 'D01', district: '测试区教育工会' },
    systemSources(() => Date.now()),
  );
  await registerFirstOfficer(directory, { code: 'D01', name: '测试区教育工会' });
  const operator = operatorOf(directory.mingbai, 'operator');
  const on = { from: '2025-01-01', to: '2025-01-01' };
  for (const [code, name] of [
    ['S01', '第一小学'],
    ['S02', '同名小学'],
    ['S03', '同名小学'],
  ]) {
    await directory.mingbai.run(operator, 'organisation.register', {
      code,
      name,
      kind: 'school',
      administeredBy: 'D01',
      occurredOn: on,
    });
  }
  await directory.mingbai.run(operator, 'fund.open', {
    org: 'S01',
    fund: 'S01-JF',
    name: '工会经费',
    kind: 'union',
    opening: 100_000,
    occurredOn: on,
  });
  await directory.close();
}
