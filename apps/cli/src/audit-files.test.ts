import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, file, makeGood, mingbai, root } from './testing/bad-input.ts';

beforeAll(async () => {
  await makeGood();
  mingbai(['audit', 'bundle', '--out', at('bundle')]);
  mingbai(['audit', 'checkpoint', '--out', at('note')]);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
const textOf = (name: string): string => readFileSync(at(name), 'utf8');

describe('a bundle', () => {
  it('with anything in front of it, if only a byte order mark, is none', () => {
    expect(mingbai(['audit', 'verify', at('bundle')]).said).toMatch(/一个字节也没有改动/);
    for (const front of ['\uFEFF', ' ', '\n']) {
      const { status, said } = mingbai(['audit', 'verify', file('marked', `${front}${textOf('bundle')}`)]);
      expect(status).toBe(2);
      expect(said).toMatch(/不是明白账的审计包/);
    }
  });
});

describe('a verification of bytes', () => {
  it('tells of store and bundle that no byte is another, and of no balance', () => {
    for (const line of [
      ['audit', 'verify'],
      ['audit', 'verify', at('bundle')],
    ]) {
      const { status, said } = mingbai([...line, '--bytes', '--checkpoint', at('note'), '--json']);
      expect(status).toBe(0);
      expect(JSON.parse(said)).toMatchObject({ ok: true, problems: [], balances: {} });
    }
  });
  it('names the event that was altered', () => {
    const altered = file(
      'altered',
      textOf('bundle').replace('"type":"OrganisationRegistered"', '"type":"OrganisationRegisterex"'),
    );
    const { status, said } = mingbai(['audit', 'verify', altered, '--bytes', '--json']);
    expect(status).toBe(2);
    expect(JSON.parse(said)).toMatchObject({ ok: false, problems: [{ code: 'event-altered', position: 0 }, {}] });
  });
});

describe('a checkpoint', () => {
  it('is the same with the line ends of Windows', () => {
    const noted = file('windows', textOf('note').replaceAll('\n', '\r\n'));
    for (const line of [
      ['audit', 'verify', at('bundle')],
      ['audit', 'verify'],
    ]) {
      const { status, said } = mingbai([...line, '--checkpoint', noted]);
      expect(status).toBe(0);
      expect(said).toMatch(/一个字节也没有改动/);
    }
  });
  it('is none when one digit of it is another', () => {
    const forged = file('forged', textOf('note').replace(/\n7\n/, '\n6\n'));
    expect(mingbai(['audit', 'verify', '--checkpoint', forged]).status).toBe(2);
  });
});
