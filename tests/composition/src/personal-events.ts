import { REGISTERS } from '@mingbai/domain';
import { Envelope, jsonSchemaOf, type EventDefinition } from '@mingbai/kernel';
import { idOf, on, SCHOOL } from './test-mingbai.ts';

type Schema = {
  readonly personal?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
};

const DEFINITIONS = [...new Set(REGISTERS.flatMap(({ events }) => events))];
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The data with a secret of its own in every personal field, and the secrets. */
export function withSecrets(definition: EventDefinition, data: unknown): { data: unknown; secrets: readonly string[] } {
  const secrets: string[] = [];
  const mark = (schema: Schema, value: unknown): unknown => {
    if (schema.personal && typeof value === 'string')
      return secrets[secrets.push(`秘密“${definition.type}”第${secrets.length}号`) - 1];
    if (Array.isArray(value)) return value.map((item: unknown) => mark(schema.items ?? {}, item));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, mark(schema.properties?.[key] ?? {}, item)]),
    );
  };
  return { data: mark(jsonSchemaOf(definition.data) as Schema, data), secrets };
}

const hasPersonal = (schema: Schema): boolean =>
  schema.personal !== undefined ||
  [...(schema.items ? [schema.items] : []), ...Object.values(schema.properties ?? {})].some(hasPersonal);
/** Events with personal fields. */
export const PERSONAL = DEFINITIONS.filter(({ data }) => hasPersonal(jsonSchemaOf(data) as Schema));

/** An event of a stream of its own. */
export const envelopeOf = ({ type, version }: EventDefinition, data: unknown, position: number): Envelope =>
  Envelope.parse({
    id: idOf(`event ${position}`),
    stream: `any-${position}`,
    revision: 0,
    type,
    version,
    org: SCHOOL,
    occurredOn: on('2025-03-08'),
    recordedAt: '2025-03-08T08:00:00.000Z',
    actor: 'a',
    role: 'officer',
    assurance: 'asserted',
    command: idOf('c'),
    correlation: idOf('c'),
    causation: null,
    rule: { outcome: 'allowed', pack: 'national@2017', findings: [] },
    evidence: [],
    data,
  });
