import { expect, it } from 'vitest';
import { withMarks } from './summary-words.ts';

const figure = { figure: 'visit.money', text: '12345元' };

it.each([
  [
    ['慰问金', figure, '。'],
    [
      ['慰问金', ''],
      [figure, '。'],
    ],
  ],
  [
    [figure, '；其中', figure, '，共', figure],
    [
      [figure, '；'],
      ['其中', ''],
      [figure, '，'],
      ['共', ''],
      [figure, ''],
    ],
  ],
  [
    [figure, '（约）。', '。'],
    [
      [figure, ''],
      ['（约）。', ''],
      ['。', ''],
    ],
  ],
])('a figure keeps the marks right after it, and nothing is lost', (parts, kept) => {
  const found = withMarks(parts);
  expect(found.map(({ part, marks }) => [part, marks])).toEqual(kept);
  const text = (part: string | typeof figure): string => (typeof part === 'string' ? part : part.text);
  const said = found.map(({ part, marks }) => text(part as string | typeof figure) + marks).join('');
  expect(said).toBe(parts.map(text).join(''));
});
