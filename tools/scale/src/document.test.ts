import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { withTables } from './document.ts';
import { TABLES } from './report.ts';
import { bytes, count, duration, exact, rough, table } from './table.ts';

const DOCUMENT = fileURLToPath(new URL('../../../docs/scale.md', import.meta.url));

describe('docs/scale.md', () => {
  it('holds the tables that the committed constants give: if not, run pnpm scale', () => {
    const document = readFileSync(DOCUMENT, 'utf8');
    expect(withTables(document, TABLES)).toBe(document);
  });
});

describe('writing tables into a document', () => {
  const place = (name: string): string => `<!-- scale:begin ${name} -->\nold\n<!-- scale:end -->\n`;

  it('changes what stands between the marks and nothing else', () => {
    const written = withTables(`before\n${place('a')}after\n`, { a: () => 'new' });
    expect(written).toBe('before\n<!-- scale:begin a -->\n\nnew\n\n<!-- scale:end -->\nafter\n');
    expect(withTables(written, { a: () => 'new' })).toBe(written);
  });

  it('misses neither a table nor a place', () => {
    expect(() => withTables(place('b'), { a: () => '' })).toThrow('called b');
    expect(() => withTables('', { a: () => '' })).toThrow('no place for a');
  });
});

describe('numbers in tables', () => {
  it('have two digits that count', () => {
    expect([0, 0.0386, 3.14, 99.6, 1234, Infinity].map(rough)).toEqual(['0', '0.039', '3.1', '100', '1,200', '—']);
  });

  it('carry the unit that suits them', () => {
    expect([999, 27.1e9, 1.2e15].map(bytes)).toEqual(['1,000 B', '27 GB', '1.2 PB']);
    expect([0.0043, 66, 1387, 9000, 1e6].map(duration)).toEqual(['4.3 ms', '66 s', '23 min', '2.5 h', '12 d']);
    expect([47_123, 1.25e6, 2e9, Infinity].map(count)).toEqual(['47,000', '1.25 M', '2 G', '—']);
    expect([0.343, 29_249, 1].map(exact)).toEqual(['0.343', '29,249', '1']);
  });

  it('stand to the right', () => {
    expect(table(['a', 'b'], [['x', '1']])).toBe('| a | b |\n| --- | --: |\n| x | 1 |');
  });
});
