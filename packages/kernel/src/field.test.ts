import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Day } from './day.ts';
import { Fen, PositiveFen } from './fen.ts';
import { fieldsOf } from './field.ts';
import { Ordinal } from './ordinal-text.ts';
import { named, personal } from './personal.ts';
import { Span } from './span.ts';
import { stated } from './stated.ts';

const Text = z.string().min(1).max(120);
const one = (schema: z.ZodType) => fieldsOf(z.strictObject({ field: schema }))[0];

describe('a field derived from its schema', () => {
  it.each<[string, z.ZodType, object]>([
    ['text with its limit', Text, { kind: 'text', maxLength: 120 }],
    ['long text', Text.meta({ format: 'long-text' }), { kind: 'long-text' }],
    ['a whole number', z.int(), { kind: 'number' }],
    ['yes or no', z.boolean(), { kind: 'boolean' }],
    ['a choice named after the field', z.enum(['a', 'b']), { kind: 'enum', values: ['a', 'b'], words: 'field' }],
    ['a choice with words of its own', z.enum(['a']).meta({ words: 'letter' }), { kind: 'enum', words: 'letter' }],
    ['a day', Day, { kind: 'day' }],
    ['a span', Span, { kind: 'span' }],
    ['money', Fen, { kind: 'fen' }],
    ['money above zero', PositiveFen, { kind: 'fen' }],
    ['a stated figure with its units', stated('人次', '人'), { kind: 'stated', units: ['人次', '人'] }],
    ['a term', Ordinal, { kind: 'ordinal' }],
    ['a person', named(), { kind: 'person' }],
    ['personal text with its class', personal('health'), { kind: 'text', personal: 'health', maxLength: 60 }],
    ['a reference with its target', Text.meta({ format: 'ref:visit' }), { kind: 'reference', target: 'visit' }],
    ['attachments', z.array(Text).meta({ format: 'evidence' }), { kind: 'evidence' }],
    ['an id', z.uuid(), { kind: 'text' }],
    [
      'a list of choices',
      z.array(z.enum(['a'])),
      { kind: 'list', item: { name: 'field', kind: 'enum', required: true, values: ['a'], words: 'field' } },
    ],
    ['an object with its parts in order', z.strictObject({ b: Text, a: z.int().optional() }), { kind: 'object' }],
  ])('%s', (_what, schema, facets) => {
    expect(one(schema)).toMatchObject({ name: 'field', required: true, ...facets });
    expect(one(schema.optional())).toMatchObject({ ...facets, required: false });
  });
  it('has its parts in the order of the schema, each required or not', () => {
    const parts = one(z.strictObject({ b: Text, a: z.int().optional() }))?.parts;
    expect(parts?.map(({ name, required }) => [name, required])).toEqual([
      ['b', true],
      ['a', false],
    ]);
  });
  it('comes in the order of the schema', () => {
    expect(fieldsOf(z.strictObject({ z: Text, a: Text, m: Text })).map(({ name }) => name)).toEqual(['z', 'a', 'm']);
  });
});
