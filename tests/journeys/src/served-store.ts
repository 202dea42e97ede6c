import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { httpGateway, type Gateway } from '@mingbai/client';
import { registerNamed } from '@mingbai/domain';
import { filledWorkbook } from '@mingbai/workbook';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const MAIN = join(ROOT, 'apps', 'cli', 'src', 'main.mjs');
const run = promisify(execFile);

export const ADMIN = 'admin';
/** What everybody's password is once their one-time password has been changed. */
export const PASSWORD = '明白账 2025 好记的话';

/** A running service and where it answers. */
export type Node = { readonly process: ChildProcess; readonly url: string };

export type Cells = Readonly<Record<string, string>>;

/** A workbook of one register, as somebody in an office would fill it in. */
export function workbookOf(register: string, rows: readonly Cells[]): Promise<Uint8Array> {
  const view = registerNamed(register);
  if (!view) throw new Error(`no such register: ${register}`);
  return filledWorkbook([{ register: view, rows }]);
}

/** A store in a folder of its own, made and filled by the command line, then served. */
export class ServedStore {
  readonly folder: string;
  /** The first officer's one-time password. */
  readonly oneTime: string;
  #server: ChildProcess | undefined;
  #url = '';

  private constructor(folder: string, oneTime: string) {
    this.folder = folder;
    this.oneTime = oneTime;
  }

  static async create(options: readonly string[] = []): Promise<ServedStore> {
    const folder = await mkdtemp(join(tmpdir(), 'mingbai-journey-'));
    const district = ['--district', '示例区教育工会', '--code', 'D01'];
    const { stdout } = await run(process.execPath, [
      MAIN,
      '--data',
      join(folder, 'store'),
      '--json',
      'init',
      ...district,
      ...options,
    ]);
    const { password } = JSON.parse(stdout) as { password: string }; // what init prints
    return new ServedStore(folder, password);
  }

  async cli(...words: readonly string[]): Promise<string> {
    return (await run(process.execPath, [MAIN, '--data', join(this.folder, 'store'), ...words])).stdout;
  }

  async file(name: string, bytes: Uint8Array): Promise<string> {
    const path = join(this.folder, name);
    await writeFile(path, bytes);
    return path;
  }

  async import(register: string, rows: readonly Cells[]): Promise<void> {
    await this.cli('import', await this.file(`${register}.xlsx`, await workbookOf(register, rows)));
  }

  get url(): string {
    return this.#url;
  }

  async serve(): Promise<void> {
    const { process: server, url } = await this.serveNode();
    this.#server = server;
    this.#url = url;
  }

  /** Starts one more service on the store; the caller ends it. */
  async serveNode(node?: string): Promise<Node> {
    const named = node === undefined ? [] : ['--node', node];
    const words = ['--data', join(this.folder, 'store'), '--json', 'serve', '--port', '0', ...named];
    const server = spawn(process.execPath, [MAIN, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    for await (const piece of server.stdout) {
      said += String(piece);
      if (said.includes('}')) break;
    }
    return { process: server, url: (JSON.parse(said) as { url: string }).url }; // what serve prints
  }

  /** Signs the first officer in over HTTP, past the one-time password. */
  async officer(): Promise<Gateway> {
    await this.#settle(ADMIN, this.oneTime);
    return this.#signedIn(ADMIN, PASSWORD);
  }

  /** The same, by the service at an address; gives the session, which every service on the store knows. */
  async officerCookie(url: string): Promise<string> {
    this.#url = url;
    await this.#settle(ADMIN, this.oneTime);
    const { cookie } = await httpGateway(url, fetch).signIn(ADMIN, PASSWORD);
    if (cookie === undefined) throw new Error('signing in gave no cookie');
    return cookie;
  }

  /** Gives persons accounts under their staff numbers, with the common password. */
  async openAccounts(...staffNumbers: readonly string[]): Promise<void> {
    const officer = await this.officer();
    for (const staffNumber of staffNumbers) {
      const { login, password } = await officer.openAccount(staffNumber, staffNumber, { id: randomUUID() });
      await this.#settle(login, password);
    }
  }

  async #settle(login: string, oneTime: string): Promise<void> {
    const gateway = await this.#signedIn(login, oneTime);
    await gateway.changePassword({ present: oneTime, next: PASSWORD });
  }

  async #signedIn(login: string, password: string): Promise<Gateway> {
    const { cookie } = await httpGateway(this.#url, fetch).signIn(login, password);
    return httpGateway(this.#url, fetch, { cookie });
  }

  async end(): Promise<void> {
    if (this.#server?.exitCode === null) {
      this.#server.kill('SIGTERM');
      const [code] = (await once(this.#server, 'exit')) as [number | null]; // what an exit gives
      if (code !== 0) throw new Error(`the service ended with ${code}`);
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A district with one school, its people and its fund: what most journeys begin with. */
export async function schoolStore(): Promise<ServedStore> {
  const store = await ServedStore.create();
  const since = { occurredOn: '2024-01-01' };
  await store.import('organisations', [
    { ...since, code: 'S01', name: '示例第一小学', kind: '学校工会', administeredBy: 'D01' },
  ]);
  const people = [
    ['1001', '赵某'],
    ['1002', '钱某'],
    ['1003', '孙某'],
    ['1004', '李某'],
  ];
  await store.import(
    'persons',
    people.map(([staffNumber = '', name = '']) => ({ ...since, org: 'S01', staffNumber, name, kind: '在职' })),
  );
  return store;
}
