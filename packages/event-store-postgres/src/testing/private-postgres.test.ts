import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { hasPostgres, startPrivatePostgres, whyNoPostgres } from './private-postgres.ts';

// skipped: the PostgreSQL server is not installed here
describe.skipIf(!hasPostgres())(`a PostgreSQL server of one’s own (${whyNoPostgres})`, () => {
  it('answers, flushes what it commits, says so when it cannot start, and is removed', async () => {
    const server = await startPrivatePostgres();
    const ask = async (sql: string) => {
      const client = new Client(server.url);
      await client.connect();
      const { rows } = await client.query<Record<string, unknown>>(sql);
      await client.end();
      return rows;
    };
    expect(await ask('SHOW fsync')).toEqual([{ fsync: 'on' }]);
    await server.stop();
    await expect(ask('SELECT')).rejects.toThrow('ECONNREFUSED');
    const squatter = createServer().listen(Number(new URL(server.url).port), '127.0.0.1');
    await once(squatter, 'listening');
    await expect(server.start()).rejects.toThrow('the server did not start');
    squatter.close();
    await server.stop();
    const [started] = await Promise.allSettled([server.start(), server.stop()]);
    expect(String(started.status === 'rejected' && started.reason)).toContain('stopped before it had started');
    await server.remove();
    expect(existsSync(server.directory)).toBe(false);
  });
  it('ends and leaves nothing when the process that started it is killed', async () => {
    const script = `
      import { startPrivatePostgres } from ${JSON.stringify(join(import.meta.dirname, 'private-postgres.ts'))};
      process.stdout.write((await startPrivatePostgres()).directory);
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script]);
    const [directory] = (await once(child.stdout, 'data')).map(String);
    expect(readdirSync(directory ?? tmpdir())).toContain('data');
    child.kill('SIGKILL');
    await expect.poll(() => existsSync(directory ?? tmpdir())).toBe(false);
  });
});
