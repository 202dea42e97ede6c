import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { at, copyOf, makeGood, mingbai, root } from './testing/bad-input.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
beforeAll(makeGood);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a backup', () => {
  it('without its keys is made, but not without a warning', () => {
    const { status, said } = mingbai(['backup', '--out', at('keyless-backup')]);
    expect(status).toBe(0);
    expect(said).toMatch(/钥匙没有保存.*谁也打不开.*--keys-out/);
  });
  it('without its vault is not restored', () => {
    const kept = mingbai(['backup', '--out', at('backup'), '--keys-out', at('keys.json')]);
    expect([kept.status, kept.said.includes('没有保存')]).toEqual([0, false]);
    rmSync(join(at('backup'), 'vault.sqlite'));
    const { status, said } = mingbai(['restore', at('backup'), '--keys', at('keys.json')], { data: at('restored') });
    expect(status).toBe(5);
    expect(said).toMatch(/备份不完整：里面没有 vault\.sqlite，没有恢复/);
  });
  it('mends a store whose vault is gone, and says what that leaves open', () => {
    mingbai(['backup', '--out', at('whole'), '--keys-out', at('whole.json')]);
    const data = copyOf('no-vault');
    rmSync(join(data, 'vault.sqlite'));
    const { status, said } = mingbai(['restore', at('whole'), '--keys', at('whole.json')], { data });
    expect(status).toBe(0);
    expect(said).toMatch(/依法删除过的人，可能又出现了/);
    expect(mingbai(['list', 'persons'], { data }).status).toBe(0);
  });
});
