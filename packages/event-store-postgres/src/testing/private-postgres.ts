import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaries, serverAccount, type Account } from './postgres-installation.ts';

/** The user that owns everything in a private server. */
const owner = 'owner';
const password = 'only for tests';
const startTimeoutMs = 60_000;

/** Whether the program is here; the tests that need it are otherwise skipped, with `whyNoPostgres` in their names. */
export const hasPostgres = (): boolean => findBinaries() !== undefined;

/** To be part of a test's name. */
export const whyNoPostgres = 'needs the PostgreSQL server (Debian package: postgresql)';

/**
 * Starts a PostgreSQL server of one's own on a free port of 127.0.0.1, with a fresh cluster in a temporary directory
 * and fsync on. It ends, and its directory goes, with `remove` or with this process, however that ends. Takes one or
 * two seconds; throws when the server does not start.
 */
export async function startPrivatePostgres(): Promise<PrivatePostgres> {
  const binaries = findBinaries();
  if (binaries === undefined) throw new Error(whyNoPostgres);
  const account = serverAccount();
  const directory = mkdtempSync(join(tmpdir(), 'private-postgres-'));
  if (account) chownSync(directory, account.uid, account.gid);
  const server = new PrivatePostgres({ binaries, directory, account, port: await freePort() });
  try {
    server.initialise();
    await server.start();
  } catch (fault) {
    await server.remove();
    throw fault;
  }
  return server;
}

type Place = {
  readonly binaries: string;
  readonly directory: string;
  /** Whom the server runs as; undefined for whoever runs the tests. */
  readonly account: Account | undefined;
  readonly port: number;
};

// The server's parent: what it reads ends with the process that writes to it, even when that is killed. Then, or when
// it is told to, it stops the server; unless it is told to keep it, it removes the directory, and has the server leave
// everything as it is instead of flushing it first, which takes long on a busy disk. The signal is repeated, for the
// shell starts what runs beside it with these signals ignored, until the server looks after them by itself.
const keeper = `
  directory=$1; shift
  "$@" >"$directory/log" 2>&1 & server=$!
  read -r word
  if [ "$word" = keep ]; then signal=INT; else signal=QUIT; fi
  while kill -$signal $server; do sleep 0.1; done 2>/dev/null &
  wait $server
  [ "$word" = keep ] || rm -rf "$directory"`;

/** A running server; `url` is that of its owner, in whose place `urlOf` puts another user or database. */
export class PrivatePostgres {
  readonly url: string;
  /** All that it has written. */
  readonly directory: string;
  readonly #place: Place;
  #keeper: ChildProcess | undefined;

  constructor(place: Place) {
    this.#place = place;
    this.directory = place.directory;
    this.url = this.urlOf(owner, password);
  }

  urlOf(user: string, userPassword: string, database = 'postgres'): string {
    const credentials = `${user}:${encodeURIComponent(userPassword)}`;
    return `postgresql://${credentials}@127.0.0.1:${this.#place.port}/${database}`;
  }

  /** Makes the cluster. Called once, before the first start. */
  initialise(): void {
    const { binaries, account } = this.#place;
    const passwordFile = join(this.directory, 'password');
    writeFileSync(passwordFile, password, { mode: 0o644 });
    const settings = ['--auth=scram-sha-256', '--encoding=UTF8', '--no-locale', '--no-sync'];
    execFileSync(
      join(binaries, 'initdb'),
      ['-D', this.#data, `--username=${owner}`, `--pwfile=${passwordFile}`, ...settings],
      { ...account, cwd: this.directory, stdio: 'pipe' },
    );
    const { port } = this.#place;
    appendFileSync(
      join(this.#data, 'postgresql.conf'),
      `\nlisten_addresses = '127.0.0.1'\nport = ${port}\nunix_socket_directories = '${this.directory}'\nfsync = on\n`,
    );
  }

  /** Starts the server again after `stop`, on the same port and data. */
  async start(): Promise<void> {
    const { binaries, account } = this.#place;
    rmSync(this.#log, { force: true });
    const program = [join(binaries, 'postgres'), '-D', this.#data];
    this.#keeper = spawn('/bin/sh', ['-c', keeper, 'keeper', this.directory, ...program], {
      ...account,
      cwd: this.directory,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const deadline = performance.now() + startTimeoutMs;
    while (!this.#isReady()) {
      if (this.#keeper === undefined) throw new Error('the server was stopped before it had started');
      if (performance.now() > deadline || this.#hasFailed()) {
        throw new Error(`the server did not start: ${readFileSync(this.#log, 'utf8')}`);
      }
      await sleep(20);
    }
  }

  /** Stops the server at once, cutting its connections; the data stay. */
  async stop(): Promise<void> {
    await this.#end('keep\n');
  }

  /** Stops the server and removes its directory. */
  async remove(): Promise<void> {
    await this.#end('remove\n');
    rmSync(this.directory, { recursive: true, force: true });
  }

  get #data(): string {
    return join(this.directory, 'data');
  }

  get #log(): string {
    return join(this.directory, 'log');
  }

  async #end(word: string): Promise<void> {
    const running = this.#keeper;
    this.#keeper = undefined;
    if (running === undefined) return;
    const ended = once(running, 'exit');
    running.stdin?.end(word);
    await ended;
  }

  // The eighth line of this file is the server's own word that it is ready; the file is removed when it stops. Another
  // server on the same port would have kept ours from writing it.
  #isReady(): boolean {
    const path = join(this.#data, 'postmaster.pid');
    return existsSync(path) && readFileSync(path, 'utf8').split('\n')[7]?.trim() === 'ready';
  }

  #hasFailed(): boolean {
    return (
      existsSync(this.#log) && /database system is shut down|contains errors/.test(readFileSync(this.#log, 'utf8'))
    );
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo; // a listener on a port has no other address
  probe.close();
  await once(probe, 'close');
  return port;
}
