import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText, isCanonical, NotCanonical } from './canonical.ts';

describe('canonical JSON', () => {
  // RFC 8785, appendix B: bits of a number and how it is written.
  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the number of bits %s as %s', (bits, text) => {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, BigInt(`0x${bits}`));
    expect(canonicalText(view.getFloat64(0))).toBe(text);
  });
  it('writes the example of RFC 8785, section 3.2.2', () => {
    const value = {
      numbers: [JSON.parse('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '€$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalText(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });
  it('orders keys by UTF-16 code units, as RFC 8785, section 3.2.3, does', () => {
    const keys = { '€': 1, '\r': 2, '😀': 5, '\u0080': 6, ö: 7 };
    expect(Object.keys(JSON.parse(canonicalText(keys)) as object)).toEqual(['\r', '\u0080', 'ö', '€', '😀']);
    expect(canonicalText({ b: 1, a: 2, B: 3, aa: 4, '': 5 })).toBe('{"":5,"B":3,"a":2,"aa":4,"b":1}');
  });
  it('puts a character beyond the first plane before one at its end, unlike code points', () =>
    expect(canonicalText({ '\uff61': 1, '😀': 2 })).toBe('{"😀":2,"\uff61":1}'));
  it('writes text and keys in composed form', () => {
    expect(canonicalText('e\u0301')).toBe('"é"');
    expect(canonicalText({ 'e\u0301': 1 })).toBe('{"é":1}');
  });
  it('refuses half of a surrogate pair, in text and in keys', () => {
    for (const value of ['\ud83d', 'a\ude00b', ['\ude00'], { key: '\ud83d' }, { '\ud83d': 1 }]) {
      expect(() => canonicalText(value)).toThrow(NotCanonical);
    }
  });
  it('refuses keys that are the same once they are composed', () =>
    expect(() => canonicalText({ é: 1, 'e\u0301': 2 })).toThrow(NotCanonical));
  it('refuses what JSON does not have', () => {
    for (const value of [Number.NaN, Infinity, 10n, () => 1, Symbol('x'), undefined]) {
      expect(() => canonicalText(value)).toThrow(NotCanonical);
    }
  });
  it('leaves out keys without a value, and keeps the place of an item without one', () => {
    expect(canonicalText({ a: undefined, b: null, c: { d: undefined } })).toBe('{"b":null,"c":{}}');
    expect(canonicalText([undefined, 1])).toBe('[null,1]');
  });
  it('is the same text after it was read and written again', () =>
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalText(value);
        expect(canonicalText(JSON.parse(text))).toBe(text);
      }),
    ));
  it('does not depend on the order in which keys were set', () =>
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme-ascii' }), fc.integer()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalText(reversed)).toBe(canonicalText(value));
      }),
    ));
});

describe('whether a text is canonical', () => {
  const written = (value: unknown): string | undefined => {
    try {
      return canonicalText(value);
    } catch {
      return undefined;
    }
  };
  const agrees = (text: string): boolean => {
    const value: unknown = JSON.parse(text);
    const canonical = written(value);
    if (canonical === undefined) return true; // it throws, as writing does
    return isCanonical(text, value) === (text === canonical);
  };
  it('is told for any value and any way of writing it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), fc.constantFrom('NFC', 'NFD'), (value, form) => {
        const texts = [JSON.stringify(value), JSON.stringify(value, undefined, 1), written(value) ?? 'null'];
        return texts.every((text) => agrees(text.normalize(form)));
      }),
    );
  });
  it.each([
    ['{"a":1,"b":[{"c":"é"}]}', true],
    ['{"b":1,"a":2}', false],
    ['[{"b":1,"a":2}]', false],
    ['{"a":1, "b":2}', false],
    ['{"a":1,"a":1}', false],
    ['{"a":"e\u0301"}', false],
    ['{"a":"\\u00e9"}', false],
    ['{"a":"\\n"}', true],
    ['{"10":1,"9":2}', true],
    ['{"9":2,"10":1}', false],
    ['1.0', false],
    ['-0', false],
    ['{"__proto__":1,"a":2}', true],
  ])('%s: %s', (text, canonical) => expect(isCanonical(text, JSON.parse(text))).toBe(canonical));
});
