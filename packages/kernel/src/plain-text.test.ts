import { describe, expect, it } from 'vitest';
import { isPlainLines, isPlainText, numberKey } from './plain-text.ts';

describe('a text', () => {
  it.each(['a\u0007', 'a\u200b', 'a\u200d', 'a\u2060', '\ufeffa', 'a\u00ad', 'a\u200f', 'a\u202e', 'a\u{e0001}'])(
    'is not plain where %j stands in it',
    (text) => expect([isPlainText(text), isPlainLines(text)]).toEqual([false, false]),
  );
  it('is plain with a form of a character, and with lines only where it may have several', () => {
    expect([isPlainText('葛\u{e0100}某'), isPlainLines('葛\u{e0100}某')]).toEqual([true, true]);
    expect([isPlainText('a\nb'), isPlainLines('a\n\tb')]).toEqual([false, true]);
  });
});

describe('the number of a voucher or an invoice', () => {
  it.each(['Z-1', 'Ｚ－1', 'z-1', ' Z – 1', 'Z—1', 'Z−1', 'Z\u20111', 'Z-1\u200b', 'Z-1\ufe0f'])(
    '%j is Z-1',
    (written) => expect(numberKey(written)).toBe('Z-1'),
  );
  it('is another one where a sign is missing', () => expect(numberKey('Z1')).not.toBe(numberKey('Z-1')));
});
