import { addDays, day, jsonSchemaOf } from '@mingbai/kernel';
import fc from 'fast-check';
import type { z } from 'zod';
import { idOf } from './ids.ts';

type Schema = {
  readonly type?: string;
  readonly format?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly personal?: string;
  readonly units?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
};

const DAYS = fc.integer({ min: 0, max: 800 }).map((days) => addDays(day('2023-01-01'), days));
const PRECISIONS = ['exact', 'over', 'nearly', 'atLeast', 'about'] as const;
/** Characters of names and notes; none of them separates parts or list items in a cell. */
const CHARACTERS = [...'张王李赵黄春夏秋冬校区工会慰问活动学年度会议台账abcXYZ0189𠮷é'];

type Whole = boolean;

/** Content that a schema accepts, as JSON: with any of its optional fields. */
// JSON Schema is untyped; build reads only what it knows
export const arbitraryOf = (schema: z.ZodType): fc.Arbitrary<unknown> => build(jsonSchemaOf(schema) as Schema, false);

/** Content that a schema accepts, with every optional field and at least one item in every list. */
// as above
export const fullOf = (schema: z.ZodType): fc.Arbitrary<unknown> => build(jsonSchemaOf(schema) as Schema, true);

const FORMATS: Readonly<Record<string, (schema: Schema) => fc.Arbitrary<unknown>>> = {
  day: () => DAYS,
  uuid: () => fc.nat(1_000_000).map((n) => idOf(`any ${n}`)),
  span: () => fc.tuple(DAYS, fc.nat(40)).map(([from, days]) => ({ from, to: addDays(from, days) })),
  fen: ({ minimum = 0 }) => fc.integer({ min: Math.max(minimum, 0), max: 1_000_000_00 }),
  ordinal: () => fc.record({ number: fc.integer({ min: 1, max: 99 }), word: fc.constantFrom('届', '次') }),
  stated: ({ units = [] }) =>
    fc
      .record({
        value: fc.option(fc.nat(100_000)),
        precision: fc.constantFrom(...PRECISIONS),
        unit: fc.constantFrom(...units),
      })
      .map(({ value, precision, unit }) => ({ value, precision: value === null ? 'unknown' : precision, unit })),
};

const TYPES: Readonly<Record<string, (schema: Schema, whole: Whole) => fc.Arbitrary<unknown>>> = {
  array: list,
  object,
  boolean: () => fc.boolean(),
  integer: ({ minimum = 0, maximum = 1000 }) => fc.integer({ min: minimum, max: Math.min(maximum, 10_000) }),
  string: (schema) => (schema.pattern === undefined ? text(schema) : fc.stringMatching(new RegExp(schema.pattern))),
};

function build(schema: Schema, whole: Whole): fc.Arbitrary<unknown> {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => build(each, whole)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const make = FORMATS[schema.format ?? ''] ?? TYPES[schema.type ?? 'string'];
  if (!make) throw new Error(`no content for a schema of type ${schema.type}`);
  return make(schema, whole);
}

/** A name is never a number alone: in a cell that asks for whoever has the staff number. */
const text = ({ minLength = 1, maxLength = 60, personal }: Schema): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...CHARACTERS), { minLength, maxLength: Math.min(maxLength, 12) })
    .map((parts) => parts.join('').slice(0, maxLength))
    .filter((words) => personal === undefined || !/^\d+$/.test(words));

function list({ items = {}, minItems = 0, maxItems = 3 }: Schema, whole: Whole): fc.Arbitrary<unknown> {
  const minLength = Math.max(minItems, whole ? 1 : 0);
  const lengths = { minLength, maxLength: Math.max(minLength, Math.min(maxItems, 3)) };
  // Of a choice a cell gives each value once.
  return items.enum ? fc.uniqueArray(build(items, whole), lengths) : fc.array(build(items, whole), lengths);
}

function object({ properties = {}, required = [] }: Schema, whole: Whole): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([key, property]) => [key, build(property, whole)]));
  const requiredKeys = Object.keys(fields).filter((key) => required.includes(key) || whole);
  return fc.record(fields, { requiredKeys });
}
