import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApi } from './create-api.ts';
import { twoSchools, type TwoSchools } from './testing/two-schools.ts';

const SCRIPT = 'export const script = 1;\n'.repeat(99);
let schools: TwoSchools;
let webRoot: string;
let app: NestFastifyApplication;

beforeAll(async () => {
  schools = await twoSchools();
  webRoot = mkdtempSync(join(tmpdir(), 'mingbai-pages-'));
  mkdirSync(join(webRoot, 'assets'));
  writeFileSync(join(webRoot, 'index.html'), '<title>first page</title>');
  writeFileSync(join(webRoot, 'assets', 'script-a1.js'), SCRIPT);
  writeFileSync(join(webRoot, 'assets', 'script-a1.js.gz'), gzipSync(SCRIPT));
  app = await createApi(schools.directory, { webRoot });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});

afterAll(async () => {
  await app.close();
  await schools.close();
  rmSync(webRoot, { recursive: true });
});

const get = (url: string, encodings = 'gzip, deflate') =>
  app.inject({
    method: 'GET',
    url,
    headers: { 'accept-encoding': encodings, cookie: schools.cookie('district-officer', 'D01') },
  });

describe('the pages', () => {
  it.each(['/', '/index.html', '/registers/visits'])('begin with the first page of now at %s', async (url) => {
    const { headers, body } = await get(url, 'identity');
    expect(body).toContain('first page');
    expect(headers['cache-control']).toBe('public, max-age=0');
  });

  it('keep their scripts for good, and send them packed to whoever takes that', async () => {
    const packed = await get('/assets/script-a1.js');
    expect(packed.headers).toMatchObject({
      'content-encoding': 'gzip',
      'content-type': 'application/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    });
    expect(gunzipSync(packed.rawPayload).toString()).toBe(SCRIPT);
    expect((await get('/assets/script-a1.js', 'identity')).body).toBe(SCRIPT);
  });

  it.each(['/assets/script-of-before.js', '/api/nothing'])('are not given in the place of %s', async (url) => {
    expect((await get(url)).statusCode).toBe(404);
  });
});

describe('an answer of the API', () => {
  it('is packed when it is long, and says the same', async () => {
    const packed = await get('/api/openapi.json');
    const plain = await get('/api/openapi.json', 'identity');
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body);
    expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 4);
  });

  it('is left as it is when it is short', async () => {
    const { headers, body } = await get('/api/registers/visits?org=S01');
    expect(headers['content-encoding']).toBeUndefined();
    expect(JSON.parse(body)).toMatchObject({ register: 'visits' });
  });
});
