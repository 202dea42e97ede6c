import { posix } from 'node:path';
import type { Check } from './check.ts';

const PACKAGE = /^(packages|apps|tests|tools)\/[^/]+\/package\.json$/;

function at(value: unknown, ...keys: readonly string[]): unknown {
  let inner = value;
  for (const key of keys) inner = typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined;
  return inner;
}

const keysOf = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null ? Object.keys(value) : [];

const parsed = (text: string | undefined): unknown => (text === undefined ? undefined : JSON.parse(text));

/** Turbo checks the borders of tagged packages only: one without a tag may import anything, and nobody would see. */
export const tagged: Check = {
  name: 'every package has a tag that turbo.json draws borders for',
  find: (path, _text, { read }) => {
    if (!PACKAGE.test(path)) return [];
    const rules = keysOf(at(parsed(read('turbo.json')), 'boundaries', 'tags'));
    const tags = at(parsed(read(posix.join(posix.dirname(path), 'turbo.json'))), 'tags');
    if (!Array.isArray(tags) || tags.length === 0) return ['has no tag in a turbo.json beside it'];
    return tags.filter((tag) => !rules.includes(String(tag))).map((tag) => `tag "${tag}" has no rule in turbo.json`);
  },
  around: {
    'turbo.json': '{"boundaries":{"tags":{"kernel":{}}}}',
    'packages/kernel/turbo.json': '{"tags":["kernel"]}',
    'packages/ledger/turbo.json': '{"tags":["ledger"]}',
    'packages/empty/turbo.json': '{"tags":[]}',
  },
  catches: [
    ['packages/ledger/package.json', '{}'],
    ['packages/empty/package.json', '{}'],
    ['packages/absent/package.json', '{}'],
    ['tools/absent/package.json', '{}'],
  ],
  allows: [
    ['packages/kernel/package.json', '{}'],
    ['package.json', '{}'],
  ],
};
