import { POLICY, unsaidFields } from '@mingbai/application';
import { CAPABILITIES, REGISTERS } from '@mingbai/domain';
import { jsonSchemaOf } from '@mingbai/kernel';
import { apiText, bracketed, capabilityName, listed, registerName, word } from '@mingbai/messages';
import type { z } from 'zod';
import {
  AccountBody,
  ImportQuery,
  NoQuery,
  PasswordBody,
  ReplayQuery,
  SignInBody,
  SummaryQuery,
  TemplateQuery,
  TraceQuery,
  ListQuery,
  ViewQuery,
  WithdrawBody,
} from './schemas.ts';

type Operation = {
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject | 'workbook';
  /** Fields of the body that the service adds where they are not given. */
  readonly unsaid?: readonly string[];
  readonly idempotent?: boolean;
  /** Why a write needs no key: what a repetition does. */
  readonly repeated?: string;
  readonly public?: boolean;
  /** Too many attempts are refused for a while. */
  readonly limited?: boolean;
};

const rolesOf = (action: string): string =>
  listed(
    POLICY.filter((line) => line.action === action).map(
      ({ role, scope }) => `${word('role', role)}${scope === 'own-and-below' ? apiText('and-below') : ''}`,
    ),
  );

/** Every route. A test holds this list against the routes that the server really has. */
const OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/session',
    summary: apiText('session.sign-in'),
    body: SignInBody,
    repeated: apiText('repeated.sign-in'),
    public: true,
    limited: true,
  },
  { method: 'get', path: '/api/session', summary: apiText('session.current') },
  {
    method: 'delete',
    path: '/api/session',
    summary: apiText('session.sign-out'),
    repeated: apiText('repeated.sign-out'),
  },
  {
    method: 'post',
    path: '/api/session/password',
    summary: apiText('session.password'),
    body: PasswordBody,
    repeated: apiText('repeated.password'),
  },
  { method: 'post', path: '/api/accounts', summary: apiText('accounts.open'), body: AccountBody, idempotent: true },
  ...CAPABILITIES.map((capability): Operation => ({
    method: 'post',
    path: `/api/commands/${capability.name}`,
    summary: bracketed(capabilityName(capability.name), rolesOf(capability.name)),
    body: capability.input as z.ZodObject, // AnyCapability
    unsaid: unsaidFields(capability),
    idempotent: true,
  })),
  ...REGISTERS.map(({ name }): Operation => ({
    method: 'get',
    path: `/api/registers/${name}`,
    summary: bracketed(registerName(name), rolesOf(name)),
    query: ListQuery,
  })),
  { method: 'get', path: '/api/registers/{register}/{record}/history', summary: apiText('history'), query: NoQuery },
  { method: 'get', path: '/api/events/{id}/proof', summary: apiText('proof'), query: NoQuery },
  { method: 'get', path: '/api/summary', summary: apiText('summary'), query: SummaryQuery },
  { method: 'get', path: '/api/summary.docx', summary: apiText('summary.document'), query: SummaryQuery },
  { method: 'get', path: '/api/trace', summary: apiText('trace'), query: TraceQuery },
  { method: 'get', path: '/api/funds/{fund}/replay', summary: apiText('replay'), query: ReplayQuery },
  { method: 'get', path: '/api/templates', summary: apiText('templates'), query: TemplateQuery },
  { method: 'get', path: '/api/exports/{register}', summary: apiText('exports'), query: ViewQuery },
  {
    method: 'post',
    path: '/api/imports',
    summary: apiText('imports'),
    query: ImportQuery,
    body: 'workbook',
    idempotent: true,
  },
  {
    method: 'post',
    path: '/api/imports/annotated',
    summary: apiText('imports.annotated'),
    query: ImportQuery,
    body: 'workbook',
    repeated: apiText('repeated.annotated'),
  },
  {
    method: 'post',
    path: '/api/imports/{id}/withdrawal',
    summary: apiText('imports.withdrawal'),
    body: WithdrawBody,
    idempotent: true,
  },
  { method: 'get', path: '/api/audit/check', summary: apiText('audit.check'), query: ViewQuery },
  { method: 'get', path: '/api/audit/verify', summary: apiText('audit.verify'), query: NoQuery },
  { method: 'get', path: '/api/audit/checkpoint', summary: apiText('audit.checkpoint'), query: NoQuery },
  { method: 'get', path: '/api/audit/bundle', summary: apiText('audit.bundle'), query: NoQuery },
  { method: 'get', path: '/api/policy', summary: apiText('policy'), query: NoQuery },
  { method: 'get', path: '/api/openapi.json', summary: apiText('openapi'), query: NoQuery, public: true },
  { method: 'get', path: '/api/health', summary: apiText('health'), query: NoQuery, public: true },
  { method: 'get', path: '/api/ready', summary: apiText('ready'), query: NoQuery, public: true },
  { method: 'get', path: '/api/metrics', summary: apiText('metrics'), query: NoQuery, public: true },
];

const PROBLEM = {
  description: apiText('problem'),
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
const string = { type: 'string' };

function parametersOf({ path, query, idempotent }: Operation): readonly object[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: string,
  }));
  const { properties = {}, required = [] } = query
    ? (jsonSchemaOf(query) as { properties?: object; required?: readonly string[] })
    : {}; // an object schema
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: schema as object,
  })); // as above
  const key = idempotent
    ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } }]
    : [];
  return [...inPath, ...inQuery, ...key];
}

function bodyOf({ body, unsaid = [] }: Operation): object {
  if (!body) return {};
  if (body === 'workbook') {
    const schema = { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } };
  }
  const { required = [], ...rest } = jsonSchemaOf(body) as { required?: readonly string[] }; // an object schema
  const schema = { ...rest, required: required.filter((name) => !unsaid.includes(name)) };
  return { requestBody: { required: true, content: { 'application/json': { schema } } } };
}

/** The OpenAPI 3.1 document, made from the schemas that check every request. */
export function openApiDocument(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method]: {
        summary: operation.summary,
        ...(operation.repeated === undefined ? {} : { description: operation.repeated }),
        ...(operation.public ? { security: [] } : {}),
        parameters: parametersOf(operation),
        ...bodyOf(operation),
        responses: {
          200: { description: apiText('done') },
          400: PROBLEM,
          401: PROBLEM,
          403: PROBLEM,
          404: PROBLEM,
          409: PROBLEM,
          ...(operation.body ? { 413: PROBLEM } : {}),
          422: PROBLEM,
          ...(operation.limited ? { 429: PROBLEM } : {}),
        },
      },
    };
  }
  const problem = {
    type: 'object',
    properties: {
      type: string,
      title: string,
      status: { type: 'integer' },
      detail: string,
      code: string,
      field: string,
    },
  };
  return {
    openapi: '3.1.0',
    info: { title: apiText('title'), version: '0.1.0' },
    security: [{ session: [] }],
    paths,
    components: {
      schemas: { Problem: problem },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'mingbai_session' } },
    },
  };
}
