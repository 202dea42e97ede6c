import { z } from 'zod';
import type { RetentionClass } from './personal.ts';
import type { Unit } from './unit-text.ts';

/** How a field is typed, drawn and read from text. Derived from the schema; nobody writes it twice. */
export type FieldKind =
  | 'text'
  | 'long-text'
  | 'number'
  | 'boolean'
  | 'enum'
  | 'day'
  | 'span'
  | 'fen'
  | 'stated'
  | 'ordinal'
  | 'person'
  | 'reference'
  | 'evidence'
  | 'object'
  | 'list';

export type Field = {
  readonly name: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  /** Values of an enumeration; `words` is the prefix of their names in the catalogue. */
  readonly values?: readonly string[];
  readonly words?: string;
  readonly units?: readonly Unit[];
  /** What a reference points at: organisation, person, fund, visit … */
  readonly target?: string;
  readonly personal?: RetentionClass;
  readonly maxLength?: number;
  /** Of a list: what it holds. */
  readonly item?: Field;
  /** Of an object: its fields in the order in which text gives them. */
  readonly parts?: readonly Field[];
};

type Schema = {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly words?: string;
  readonly units?: readonly Unit[];
  readonly personal?: RetentionClass;
  readonly maxLength?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
};

/** JSON Schema of what a capability accepts (draft 2020-12), with our formats. */
export const jsonSchemaOf = (schema: z.ZodType): Readonly<Record<string, unknown>> =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' });

/** The fields of an object schema, in order. */
export function fieldsOf(schema: z.ZodObject): readonly Field[] {
  const known = derived.get(schema);
  if (known) return known;
  // JSON Schema is untyped; objectFields reads only what it knows
  const fields = objectFields(jsonSchemaOf(schema) as Schema);
  derived.set(schema, fields);
  return fields;
}

/** Deriving costs milliseconds and every command asks for it. */
const derived = new WeakMap<z.ZodObject, readonly Field[]>();

function objectFields(schema: Schema): readonly Field[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).map(([name, property]) => fieldOf(name, property, required.has(name)));
}

const OWN_KINDS = new Set<string>(['long-text', 'day', 'span', 'fen', 'stated', 'ordinal', 'person', 'evidence']);

const KIND_OF_TYPE: Readonly<Record<string, FieldKind>> = {
  array: 'list',
  object: 'object',
  boolean: 'boolean',
  integer: 'number',
  number: 'number',
};

function kindOf({ format = '', enum: values, type = '' }: Schema): FieldKind {
  if (format.startsWith('ref:')) return 'reference';
  if (OWN_KINDS.has(format)) return format as FieldKind; // a member of the set above
  return values ? 'enum' : (KIND_OF_TYPE[type] ?? 'text');
}

function fieldOf(name: string, schema: Schema, required: boolean): Field {
  const kind = kindOf(schema);
  const { enum: values, words, units, personal, maxLength } = schema;
  const target = kind === 'reference' ? schema.format?.slice('ref:'.length) : undefined;
  const item = kind === 'list' && schema.items ? fieldOf(name, schema.items, true) : undefined;
  const parts = kind === 'object' ? objectFields(schema) : undefined;
  const facets = {
    values,
    words: words ?? (values ? name : undefined),
    units,
    personal,
    maxLength,
    target,
    item,
    parts,
  };
  const known = Object.fromEntries(Object.entries(facets).filter(([, facet]) => facet !== undefined));
  return { name, kind, required, ...known };
}
