import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findChromium } from './chromium.ts';

describe('finding a browser', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mingbai-chromium-'));
    writeFileSync(join(folder, 'chromium'), '');
    chmodSync(join(folder, 'chromium'), 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('takes the one that is named', () => {
    const named = join(folder, 'chromium');
    expect(findChromium({ MINGBAI_CHROMIUM: named, PATH: '' })).toBe(named);
  });

  it('takes no other when the named one is not there', () => {
    expect(findChromium({ MINGBAI_CHROMIUM: join(folder, 'absent'), PATH: folder })).toBeUndefined();
  });

  it('looks along the path', () => {
    expect(findChromium({ PATH: folder })).toBe(join(folder, 'chromium'));
  });
});
