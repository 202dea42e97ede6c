import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Fen } from './fen.ts';
import { fieldsOf, type Field } from './field.ts';
import { readText, writeText, type Words } from './field-text.ts';
import { named } from './personal.ts';
import { Span } from './span.ts';
import { stated } from './stated.ts';

const WORDS: Readonly<Record<string, string>> = {
  hospital: '住院',
  wedding: '结婚',
  union: '工会经费',
  retired: '退休',
};
const words: Words = {
  word: (_prefix, value) => WORDS[value] ?? value,
  value: (_prefix, text, values) => values.find((value) => WORDS[value] === text),
};
const Trigger = z.enum(['hospital', 'wedding']).meta({ words: 'trigger' });
const Text = z.string().min(1).max(10);

function field(schema: z.ZodType): Field {
  const [made] = fieldsOf(z.strictObject({ field: schema }));
  if (!made) throw new Error('no field');
  return made;
}
const read = (schema: z.ZodType, text: string) => readText(field(schema), text, words);
const value = (schema: z.ZodType, text: string) => {
  const outcome = read(schema, text);
  return outcome.ok ? outcome.value : outcome.error.code;
};

describe('reading a field', () => {
  it('trims text, composes it, and holds it to its limit', () => {
    expect(value(Text, '  cafe\u0301 ')).toBe('café');
    expect(value(Text, '一二三四五六七八九十')).toBe('一二三四五六七八九十');
    expect(read(Text, '一二三四五六七八九十一')).toEqual({
      ok: false,
      error: { code: 'too-long', detail: { limit: 10, length: 11 } },
    });
    expect(value(Text, 'a\ud83d')).toBe('broken-text');
  });
  it('takes out what nobody can see, and leaves to the schema what changes how a text is shown', () => {
    expect(value(Text, '\ufeff12\u200b3\u00ad4\u2060\u200e')).toBe('1234');
    expect(value(Trigger, '住\u200b院')).toBe('hospital');
    for (const text of ['葛\u{e0100}', 'a\u202eb']) expect(value(Text, text)).toBe(text);
  });
  it.each([
    ['是', true],
    ['有', true],
    ['√', true],
    ['TRUE', true],
    ['yes', true],
    ['1', true],
    ['否', false],
    ['无', false],
    ['×', false],
    ['False', false],
    ['no', false],
    ['0', false],
    ['也许', 'not-yes-or-no'],
  ])('understands %s as yes or no', (text, meant) => expect(value(z.boolean(), text)).toBe(meant));
  it.each([
    ['18', 18],
    ['-3', -3],
    ['0', 0],
    ['1.5', 'not-a-number'],
    ['十', 'not-a-number'],
    ['第六届', 6],
    ['第3次', 3],
    ['第３次', 3],
    ['第十二期', 12],
    ['6届', 6],
    ['首届', 1],
    ['第三', 3],
    ['第', 'not-a-number'],
    ['届', 'not-a-number'],
    ['第两三次', 'not-a-number'],
    ['第六第七届', 'not-a-number'],
    ['第-1届', 'not-a-number'],
    ['1234567890123', 'not-a-number'],
  ])('understands %s as a whole number', (text, meant) => expect(value(z.int(), text)).toBe(meant));
  it('understands a choice by its word or its value, and lists the words otherwise', () => {
    expect([value(Trigger, '住院'), value(Trigger, 'hospital')]).toEqual(['hospital', 'hospital']);
    expect(read(Trigger, '出差')).toEqual({
      ok: false,
      error: { code: 'not-in-list', detail: { text: '出差', list: '住院、结婚' } },
    });
  });
  it('takes several choices with any of the usual marks between them', () => {
    for (const text of ['住院、结婚', '住院,结婚', '住院，结婚', '住院；结婚', '住院 结婚', '住院、、结婚、']) {
      expect(value(z.array(Trigger), text)).toEqual(['hospital', 'wedding']);
    }
    expect(value(z.array(Trigger), '住院、出差')).toBe('not-in-list');
    expect(value(z.array(Trigger), '住院、结婚、住院')).toEqual(['hospital', 'wedding']);
  });
  it('takes texts with semicolons and lines between them, and leaves commas to the text', () => {
    expect(value(z.array(Text), '甲、乙；丙，丁;戊\n己')).toEqual(['甲、乙', '丙，丁', '戊', '己']);
  });
  it('takes a name, with a staff number where there is one', () => {
    expect(value(named(), '黄某')).toEqual({ name: '黄某' });
    for (const text of ['黄某（1023）', '黄某(1023)', '黄某 （1023）']) {
      expect(value(named(), text)).toEqual({ name: '黄某', staffNumber: '1023' });
    }
    expect(value(named(), '黄某（校长）')).toEqual({ name: '黄某（校长）' });
    expect(value(named(), '黄'.repeat(60))).toEqual({ name: '黄'.repeat(60) });
    expect(value(named(), '黄'.repeat(61))).toBe('too-long');
    expect(value(z.array(named()), '黄某、李某（7）')).toEqual([{ name: '黄某' }, { name: '李某', staffNumber: '7' }]);
  });
  it('reads money of a paper and of a book', () => {
    expect(value(Fen, '500.00')).toBe(50_000);
    expect(value(stated('分'), '近500元')).toMatchObject({ value: 50_000, precision: 'nearly' });
    expect(value(Span, '2025年3月')).toMatchObject({ from: '2025-03-01', to: '2025-03-31' });
  });
});

describe('reading a field with parts', () => {
  const Group = z.strictObject({ kind: z.enum(['retired']).optional(), count: stated('人次') });
  const Money = z.strictObject({ amount: stated('分'), payers: z.array(z.enum(['union'])).optional() });
  const Visitor = z.strictObject({ post: Text, person: named().optional() });

  it('takes the parts in order', () => {
    expect(value(Group, '退休|18')).toMatchObject({ kind: 'retired', count: { value: 18 } });
    expect(value(Money, '500.00｜工会经费')).toMatchObject({ amount: { value: 50_000 }, payers: ['union'] });
    expect(value(Visitor, '主席|王某')).toEqual({ post: '主席', person: { name: '王某' } });
  });
  it('takes one lone part as the one that is required', () => {
    expect(value(Group, '18人次')).toMatchObject({ count: { value: 18 } });
    expect(value(Money, '500')).toMatchObject({ amount: { value: 50_000 } });
    expect(value(Visitor, '主席')).toEqual({ post: '主席' });
  });
  it('says which part is missing, and that there are too many', () => {
    expect(read(Group, '退休|')).toEqual({
      ok: false,
      error: { code: 'part-missing', detail: { text: '退休|', part: 'count' } },
    });
    expect(read(Group, '退休|18|3')).toEqual({
      ok: false,
      error: { code: 'too-many-parts', detail: { text: '退休|18|3', count: 2 } },
    });
    expect(value(Group, '退休|许多')).toBe('not-a-count');
  });
  it('is written so that it is read back the same', () => {
    for (const [schema, text] of [
      [Group, '退休|18人次'],
      [Group, '18人次'],
      [Money, '500.00|工会经费'],
      [Money, '500.00'],
      [Visitor, '主席|王某'],
    ] as const) {
      const made = field(schema);
      expect(writeText(made, value(schema, text), words)).toBe(text);
    }
  });
});

describe('writing a field', () => {
  it('leaves a value that is not there blank', () => {
    expect([undefined, null].map((nothing) => writeText(field(Text), nothing, words))).toEqual(['', '']);
    expect(writeText(field(z.array(Text)), [], words)).toBe('');
  });
  it('writes yes, words, yuan and lists as people do', () => {
    expect([true, false].map((each) => writeText(field(z.boolean()), each, words))).toEqual(['是', '否']);
    expect(writeText(field(z.array(Trigger)), ['hospital', 'wedding'], words)).toBe('住院、结婚');
    expect(writeText(field(z.array(Text)), ['甲', '乙'], words)).toBe('甲；乙');
    expect(writeText(field(Fen), 50_000, words)).toBe('500.00');
    expect(writeText(field(z.int()), 0, words)).toBe('0');
  });
});
