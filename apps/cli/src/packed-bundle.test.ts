import { readFileSync, rmSync, statSync } from 'node:fs';
import { zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, file, makeGood, mingbai, root } from './testing/bad-input.ts';

const bundleTo = (name: string) => mingbai(['audit', 'bundle', '--out', at(name)]);
const verify = (name: string) => mingbai(['audit', 'verify', at(name), '--json']);

beforeAll(makeGood);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a bundle that is packed', () => {
  it('says just what the plain one says, in a fraction of the bytes', () => {
    expect([bundleTo('plain').status, bundleTo('packed.zst').status]).toEqual([0, 0]);
    expect(statSync(at('packed.zst')).size).toBeLessThan(statSync(at('plain')).size / 2);
    const [plain, packed] = [verify('plain'), verify('packed.zst')];
    expect(packed).toEqual({ status: 0, said: plain.said });
  });
  it('breaks off, or has something behind it: that is said, and nothing is taken for verified', () => {
    const whole = readFileSync(at('packed.zst'));
    for (const wrong of [whole.subarray(0, whole.length - 20), Buffer.concat([whole, Buffer.from('xx')])]) {
      file('wrong.zst', wrong);
      const { status, said } = verify('wrong.zst');
      expect(status).toBe(2);
      expect(said).toMatch(/解不开，可能没有传完或已损坏；请重新取得这份文件/);
    }
  });
  it('is of something else: it is no bundle', () => {
    file('letter.zst', zstdCompressSync('a letter'));
    const { status, said } = verify('letter.zst');
    expect(status).toBe(2);
    expect(said).toMatch(/不是明白账的审计包/);
  });
  it('has no place to go: that is said', () => {
    const { status, said } = mingbai(['audit', 'bundle', '--out', at('nowhere/b.zst')]);
    expect(status).toBe(1);
    expect(said).toMatch(/写不进文件/);
  });
});
