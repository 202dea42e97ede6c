import fc from 'fast-check';
import { openApiDocument } from '../openapi.ts';

type Schema = {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly format?: string;
};
type Parameter = { readonly name: string; readonly in: string; readonly schema: Schema };
type Described = {
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema: Schema }>> };
};
export type Malformed = {
  readonly method: string;
  readonly url: string;
  readonly payload: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
};

/** What no field expects: wrong types, hostile texts, numbers at the edges. */
const NASTY: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0,
    1.5,
    1e308,
    9_007_199_254_740_992,
    '',
    ' ',
    '\u0000',
    '\ud800',
    '=1+1',
    '<script>alert(1)</script>',
    "'; DROP TABLE event; --",
    '../../etc/passwd',
    '__proto__',
    'constructor',
    [],
    [[]],
    {},
    { __proto__: null },
    'x'.repeat(5000),
    '2025-02-30',
    '伍佰元',
    '99999999999999999999',
    '2025-01-01',
    [null],
    { from: 1 },
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** A value that mostly follows its schema, so that a single nasty place gets past the outer checks. */
function nearly(schema: Schema): fc.Arbitrary<unknown> {
  const wild = { arbitrary: NASTY, weight: 1 };
  return fc.oneof(wild, { arbitrary: following(schema), weight: 4 });
}

function following(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(nearly));
  if (schema.type === 'array') return fc.array(nearly(schema.items ?? {}), { maxLength: 3 });
  if (schema.type === 'object') return objectOf(schema);
  if (schema.type === 'integer' || schema.type === 'number') return fc.integer();
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.format === 'uuid') return fc.uuid();
  return fc.constantFrom('S01', 'S02', 'S01-JF', '2025-01-10', '2025', 'visit.person-times', 'text', 'no-such');
}

function objectOf({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, nearly(each)]));
  const known = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
  return fc.oneof(
    { arbitrary: known, weight: 5 },
    { arbitrary: fc.tuple(known, NASTY).map(([object, extra]) => ({ ...object, unexpected: extra })), weight: 1 },
  );
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** Requests made from the OpenAPI document, most of them wrong in one place or more. */
export function malformedRequests(): fc.Arbitrary<Malformed> {
  const { paths } = openApiDocument() as { paths: Record<string, Record<string, Described>> };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => requestTo(method, path, described)),
  );
  return fc.oneof(...operations);
}

function requestTo(method: string, path: string, { parameters, requestBody }: Described): fc.Arbitrary<Malformed> {
  const inPath = parameters
    .filter((each) => each.in === 'path')
    .map(({ name }) => nearly({}).map((value) => [name, asText(value)] as const));
  const inQuery = parameters
    .filter((each) => each.in === 'query')
    .map(({ name, schema }) => fc.option(nearly(schema).map((value) => [name, asText(value)] as const)));
  const body = requestBody?.content['application/json']?.schema;
  const payload = body
    ? fc.oneof(
        { arbitrary: nearly(body).map((value) => JSON.stringify(value)), weight: 9 },
        { arbitrary: fc.string(), weight: 1 },
      )
    : fc.constant(undefined);
  const key = fc.oneof({ arbitrary: fc.uuid(), weight: 9 }, { arbitrary: fc.string(), weight: 1 });
  return fc
    .tuple(fc.tuple(...inPath), fc.tuple(...inQuery), payload, key)
    .map(([places, query, content, idempotencyKey]) => {
      const concrete = places.reduce(
        (text, [name, value]) => text.replace(`{${name}}`, () => encodeURIComponent(value.toWellFormed()) || 'x'),
        path,
      );
      const asked = new URLSearchParams(query.filter((each) => each !== null).map(([name, value]) => [name, value]));
      return {
        method: method.toUpperCase(),
        url: `${concrete}?${asked.toString()}`,
        payload: content,
        headers: {
          'content-type': 'application/json',
          'idempotency-key': /^[\x21-\x7e]+$/.test(idempotencyKey) ? idempotencyKey : 'x',
        },
      };
    });
}
