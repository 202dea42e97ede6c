import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeCluster } from '@mingbai/event-store-kurrent/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDirectory, openDirectory, systemSources } from './directory.ts';
import { registerFirstOfficer } from './first-officer.ts';

const SOURCES = systemSources(() => Date.parse('2025-03-10T00:00:00Z'));
const failure = (code: string, detail?: object) => expect.objectContaining({ code, ...(detail && { detail }) });

let path = '';
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'mingbai-engines-'));
});
afterEach(() => rmSync(path, { recursive: true, force: true }));

const create = (store: string, folder = 'store') =>
  createDirectory(join(path, folder), { code: '310101', district: '某区', store }, SOURCES);

describe('a log on a KurrentDB cluster', () => {
  it('is made once, written to and read at one address that names all nodes', async () => {
    const cluster = await FakeCluster.start();
    try {
      const made = await create(`${cluster.url}&Prefix=d01-`);
      await registerFirstOfficer(made, { code: '310101', name: '某区教育工会' });
      await made.close();
      expect(cluster.log.events.map(({ stream }) => stream)).toContain('d01-header');
      const server = cluster.url.replaceAll(/^.*\/\/|\?.*$/gu, '');
      await expect(create(`${cluster.url}&prefix=d01-`, 'other')).rejects.toThrow(
        failure('log-taken-on-server', { server }),
      );
      const again = await openDirectory(join(path, 'store'), SOURCES);
      expect(again.mingbai.ports.models.size()).toBe(3);
      await again.close();
    } finally {
      cluster.stop();
    }
  });

  it('is named with all its nodes, and without its password, when none of them answers', async () => {
    const store =
      'kurrentdb://nobody:p%2Cw@127.0.0.1:1,127.0.0.1:2?tls=false&maxDiscoverAttempts=1&discovery-interval=1';
    await expect(create(store)).rejects.toThrow(failure('database-unreachable', { server: '127.0.0.1:1,127.0.0.1:2' }));
  });

  it.each(['tlsCAFile', 'tlsCaFile', 'tls_ca_file'])('takes %s, as its client does', async (option) => {
    const file = encodeURIComponent(join(path, 'no such certificate'));
    const store = `kurrentdb://a.example:2113,b.example:2113?tls=true&${option}=${file}`;
    await expect(create(store)).rejects.toThrow(failure('address-unusable'));
    expect(readdirSync(join(path, 'store'))).toEqual([]);
  });

  it.each([
    'kurrentdb://owner:p#w@127.0.0.1:2113',
    'kurrentdb://owner:p/w@127.0.0.1:2111,127.0.0.1:2112',
    'kurrentdb://owner:10%zz@127.0.0.1:2111,127.0.0.1:2112',
    'kurrentdb://127.0.0.1:2111,127.0.0.1:99999?tls=false',
    'kurrentdb://127.0.0.1:2111,,127.0.0.1:2112',
    'kurrentdb+discover://',
  ])('is refused at %s, with the pattern of such an address', async (store) => {
    await expect(create(store)).rejects.toThrow(failure('kurrentdb-address-malformed'));
    expect(readdirSync(join(path, 'store'))).toEqual([]);
  });
});
