import { expect, it } from 'vitest';
import { recordWords } from './record-words.ts';

const NAMES: Readonly<Record<string, string>> = { 'organisation D01': '某区教育工会', 'person p-1': '黄某 1023' };
const names = { nameOf: (target: string, id: string) => NAMES[`${target} ${id}`] ?? id };

it('tells a granted role by names, and leaves what has none', () => {
  expect(recordWords('D01/p-1/district-officer', names)).toBe('某区教育工会 · 黄某 1023 · 区工会管理员');
  expect(recordWords('S09/p-2/chair', names)).toBe('S09 · p-2 · 主席');
});
it('leaves every other id as it is', () => expect(recordWords('D01', names)).toBe('D01'));
