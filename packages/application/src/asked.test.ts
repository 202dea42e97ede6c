import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { instantOf } from './asked.ts';

describe('the time until which something is known', () => {
  it.each([
    ['2026-11-26T03:00', '2026-11-25T19:00:00.000Z'],
    ['2026-11-26T03:00:05.5', '2026-11-25T19:00:05.500Z'],
    ['2026-11-26T03:00Z', '2026-11-26T03:00:00.000Z'],
    ['2026-11-26T03:00-05:00', '2026-11-26T08:00:00.000Z'],
    ['2026-11-26', '2026-11-26T15:59:59.999Z'],
  ])('%s is %s', (text, instant) => expect(instantOf(text)).toBe(instant));

  it('is Beijing time on a machine that stands elsewhere', () => {
    const module = fileURLToPath(new URL('./asked.ts', import.meta.url));
    const imported = `const { instantOf } = await import(${JSON.stringify(module)});`;
    const script = `${imported} console.log(instantOf('2026-11-26T03:00'));`;
    const env = { ...process.env, TZ: 'America/New_York' };
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', env });
    expect(said.trim()).toBe('2026-11-25T19:00:00.000Z');
  });

  it.each(['2026-02-30T03:00', '2026-11-26T25:00', '2026-11-26T', 'T03:00', 'yesterday', '2026-02-30'])(
    'is not %s',
    (text) => expect(() => instantOf(text)).toThrow('instant-wrong'),
  );
});
