import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differences, linesOf } from './document-lines.ts';

const paragraph = (...runs: readonly string[]): string =>
  `<w:p><w:pPr/>${runs.map((text) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`).join('')}</w:p>`;

describe('the lines of a paper', () => {
  it('are its paragraphs, however their text is divided into runs', () => {
    expect(linesOf(paragraph('走访', '慰问', '18次'))).toEqual(['走访慰问18次']);
    expect(linesOf(paragraph('走访慰问18次') + paragraph('') + paragraph('  ') + paragraph('二'))).toEqual([
      '走访慰问18次',
      '二',
    ]);
  });
  it('hold tabs and breaks as spaces, a raised number in brackets, and signs as they read', () => {
    const raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>16</w:t></w:r>';
    expect(
      linesOf(`<w:p><w:r><w:t>元</w:t></w:r>${raised}<w:r><w:t>，共</w:t><w:tab/><w:t>2</w:t></w:r></w:p>`),
    ).toEqual(['元 [16]，共 2']);
    expect(linesOf(paragraph('A&amp;B &lt;1&gt; &#x4e00;&#19968;'))).toEqual(['A&B <1> 一一']);
  });
});

describe('the differences of two papers', () => {
  it('are none of a paper from itself', () => expect(differences(['a', 'b'], ['a', 'b'])).toEqual([]));
  it('name a line that has changed, one that is left out and one that was put in', () => {
    const due = ['a', 'b', 'c', 'd'];
    expect(differences(['a', 'B', 'c', 'd'], due)).toEqual([{ found: 'B', expected: 'b' }]);
    expect(differences(['a', 'c', 'd'], due)).toEqual([{ found: null, expected: 'b' }]);
    expect(differences(['a', 'b', 'x', 'c', 'd'], due)).toEqual([{ found: 'x', expected: null }]);
    expect(differences(['a', 'b', 'c'], due)).toEqual([{ found: null, expected: 'd' }]);
    expect(differences([], ['a'])).toEqual([{ found: null, expected: 'a' }]);
  });
  it('lead from one to the other, whatever they are', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, (found, expected) => {
        const differing = differences(found, expected);
        const count = (side: 'found' | 'expected') => differing.filter((each) => each[side] !== null).length;
        expect(found.length - count('found')).toBe(expected.length - count('expected'));
        expect(differing.length === 0).toBe(found.join() === expected.join());
      }),
    );
  });
});
