import { jsonSchemaOf, type EventDefinition } from '@mingbai/kernel';
import type { z } from 'zod';
import type { RetentionClass, SealedText, Vault } from './ports.ts';

type Schema = {
  readonly personal?: RetentionClass;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
};
type Content = Record<string, unknown>;

const isContent = (value: unknown): value is Content =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const schemas = new WeakMap<z.ZodType, Schema>();

function schemaOf(schema: z.ZodType): Schema {
  const known = schemas.get(schema);
  if (known) return known;
  const made = jsonSchemaOf(schema) as Schema; // JSON Schema is untyped; only these keys are read
  schemas.set(schema, made);
  return made;
}

/** Whether an object of this shape names a person: it has personal fields and room for the person's id. */
const namesPerson = ({ properties }: Schema): boolean =>
  properties?.['person'] !== undefined && Object.values(properties).some(({ personal }) => personal !== undefined);

/** The value with a random id for every person in it that has none. Persons that carry an id keep it. */
export function identifyPersons<T>(schema: z.ZodType, value: T, newPerson: () => string): T {
  return identify(schemaOf(schema), value, newPerson) as T; // the shape is kept; only missing ids are added
}

function identify(schema: Schema, value: unknown, newPerson: () => string): unknown {
  const { items, properties } = schema;
  if (Array.isArray(value) && items) return value.map((item: unknown) => identify(items, item, newPerson));
  if (!isContent(value) || !properties) return value;
  const result: Content = {};
  for (const [key, item] of Object.entries(value)) result[key] = identify(properties[key] ?? {}, item, newPerson);
  if (namesPerson(schema) && result['person'] === undefined) result['person'] = newPerson();
  return result;
}

export type SealingContext = {
  readonly vault: Vault;
  readonly eventId: string;
  readonly fallbackPerson: string;
  /** How a field whose key has been destroyed reads; where that is written back, the person stays without a text. */
  readonly erased?: string | undefined;
};

const contextOf = (eventId: string, type: string, path: string): string => `${eventId}\n${type}\n${path}`;

type Placed = { readonly place: string; readonly text: string };
type KeyOwner = { readonly person: string; readonly class: RetentionClass };

/** A text under its key. Whoever was erased is not recorded again, but stays, without a text, in what is corrected. */
function sealed(
  { vault, erased }: Pick<SealingContext, 'vault' | 'erased'>,
  of: KeyOwner,
  { place, text }: Placed,
): SealedText {
  try {
    return vault.seal(of.person, of.class, place, text);
  } catch (error) {
    if (!isErasure(error) || text !== erased) throw error;
    return { sealed: 1, ...of, nonce: '', text: '' };
  }
}

/** Whether a vault has refused to seal anything more of a person. */
export const isErasure = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'person-erased';

/** Everybody whom the data names. */
function personsIn(schema: Schema, value: unknown): ReadonlySet<string> {
  const { items = {}, properties = {} } = schema;
  if (Array.isArray(value)) return new Set(value.flatMap((item: unknown) => [...personsIn(items, item)]));
  if (!isContent(value)) return new Set();
  const below = Object.entries(value).flatMap(([key, item]) => [...personsIn(properties[key] ?? {}, item)]);
  return new Set(namesPerson(schema) && typeof value['person'] === 'string' ? [value['person'], ...below] : below);
}

/**
 * Event data with every personal field sealed under the person beside it. Where nobody stands beside it, it is about
 * the one person whom the data names, and is erased with them; where the data names several or nobody, it is sealed
 * under the record's own id. Associated data is event id, type and path. Throws when the person was erased.
 */
export function sealData(definition: EventDefinition, data: unknown, context: SealingContext): unknown {
  const keys = { vault: context.vault, erased: definition.type.endsWith('Corrected') ? context.erased : undefined };
  const whole = schemaOf(definition.data);
  // Few events have such a text: only then is it asked whom the data is about.
  const aboutWhom = (): string => {
    const [person = context.fallbackPerson, ...others] = personsIn(whole, data);
    return others.length > 0 ? context.fallbackPerson : person;
  };
  const walk = (schema: Schema, value: unknown, path: string, above?: string): unknown => {
    if (schema.personal && typeof value === 'string') {
      const person = above ?? aboutWhom();
      const place = contextOf(context.eventId, definition.type, path);
      return sealed(keys, { person, class: schema.personal }, { place, text: value });
    }
    const { items, properties } = schema;
    if (Array.isArray(value) && items)
      return value.map((item: unknown, i) => walk(items, item, `${path}[${i}]`, above));
    if (!isContent(value) || !properties) return value;
    const beside = namesPerson(schema) && typeof value['person'] === 'string' ? value['person'] : above;
    const entries = Object.entries(value).map(([key, item]) => {
      return [key, walk(properties[key] ?? {}, item, path === '' ? key : `${path}.${key}`, beside)] as const;
    });
    return Object.fromEntries(entries);
  };
  return walk(whole, data, '');
}

const isSealed = (value: unknown): value is SealedText => isContent(value) && value['sealed'] === 1;

export type Opening = {
  readonly vault: Vault;
  readonly eventId: string;
  readonly type: string;
  /** Classes that the reader may see; a field of another class reads as `mask`. */
  readonly classes: ReadonlySet<RetentionClass>;
  readonly mask: string;
  /** What stands in place of a field whose key has been destroyed. */
  readonly erased: string;
};

/**
 * Data with its sealed fields opened as far as the reader may see them: other classes are masked, and a field whose key
 * has been destroyed reads as `erased`. Throws when bytes were altered.
 */
export function openData(data: unknown, opening: Opening): unknown {
  const walk = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((item: unknown, i) => walk(item, `${path}[${i}]`));
    if (!isContent(value)) return value;
    if (isSealed(value)) {
      if (!opening.classes.has(value.class)) return opening.mask;
      return opening.vault.open(value, contextOf(opening.eventId, opening.type, path)) ?? opening.erased;
    }
    const opened = { ...value };
    for (const [key, item] of Object.entries(value))
      if (typeof item === 'object' && item !== null) opened[key] = walk(item, path === '' ? key : `${path}.${key}`);
    return opened;
  };
  return walk(data, '');
}
