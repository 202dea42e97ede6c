import { POLICY } from '@mingbai/application';
import { CAPABILITIES, REGISTERS } from '@mingbai/domain';
import { jsonSchemaOf } from '@mingbai/kernel';
import { capabilityName, registerName, word } from '@mingbai/messages';
import type { z } from 'zod';
import {
  AccountBody, ImportQuery, NoQuery, PasswordBody, ReplayQuery, SignInBody, SummaryQuery, TemplateQuery, TraceQuery, ViewQuery, WithdrawBody,
} from './schemas.ts';

type Operation = {
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject | 'workbook';
  readonly idempotent?: boolean;
  readonly public?: boolean;
};

const rolesOf = (action: string): string =>
  POLICY.filter((line) => line.action === action)
    .map(({ role, scope }) => `${word('role', role)}${scope === 'own-and-below' ? '（含下级）' : ''}`)
    .join('、');

/** Every route. A test holds this list against the routes that the server really has. */
const OPERATIONS: readonly Operation[] = [
  { method: 'post', path: '/api/session', summary: '登录', body: SignInBody, public: true },
  { method: 'get', path: '/api/session', summary: '当前登录' },
  { method: 'delete', path: '/api/session', summary: '退出' },
  { method: 'post', path: '/api/session/password', summary: '修改密码', body: PasswordBody },
  { method: 'post', path: '/api/accounts', summary: '开通账号', body: AccountBody },
  ...CAPABILITIES.map(({ name, input }): Operation => ({
    method: 'post', path: `/api/commands/${name}`, summary: `${capabilityName(name)}（${rolesOf(name)}）`, body: input as z.ZodObject, idempotent: true, // AnyCapability
  })),
  ...REGISTERS.map(({ name }): Operation => ({
    method: 'get', path: `/api/registers/${name}`, summary: `${registerName(name)}（${rolesOf(name)}）`, query: ViewQuery,
  })),
  { method: 'get', path: '/api/registers/{register}/{record}/history', summary: '一条记录的历史', query: NoQuery },
  { method: 'get', path: '/api/events/{id}/proof', summary: '一条事件的存在证明', query: NoQuery },
  { method: 'get', path: '/api/summary', summary: '工作总结', query: SummaryQuery },
  { method: 'get', path: '/api/summary.docx', summary: '工作总结（文档）', query: SummaryQuery },
  { method: 'get', path: '/api/trace', summary: '数字背后的事件', query: TraceQuery },
  { method: 'get', path: '/api/funds/{fund}/replay', summary: '资金重放', query: ReplayQuery },
  { method: 'get', path: '/api/templates', summary: '台账模板', query: TemplateQuery },
  { method: 'get', path: '/api/exports/{register}', summary: '导出台账', query: ViewQuery },
  { method: 'post', path: '/api/imports', summary: '导入工作簿', query: ImportQuery, body: 'workbook' },
  { method: 'post', path: '/api/imports/annotated', summary: '把问题写回工作簿', query: ImportQuery, body: 'workbook' },
  { method: 'post', path: '/api/imports/{id}/withdrawal', summary: '撤回导入', body: WithdrawBody },
  { method: 'get', path: '/api/audit/check', summary: '审计检查', query: ViewQuery },
  { method: 'get', path: '/api/audit/verify', summary: '验证全库', query: NoQuery },
  { method: 'get', path: '/api/audit/checkpoint', summary: '签发检查点', query: NoQuery },
  { method: 'get', path: '/api/audit/bundle', summary: '审计包', query: NoQuery },
  { method: 'get', path: '/api/policy', summary: '权限表', query: NoQuery },
  { method: 'get', path: '/api/openapi.json', summary: '接口说明', query: NoQuery, public: true },
  { method: 'get', path: '/api/health', summary: '服务状态', query: NoQuery, public: true },
];

const PROBLEM = { description: '问题说明（RFC 9457）', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
const string = { type: 'string' };

function parametersOf({ path, query, idempotent }: Operation): readonly object[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: string }));
  const { properties = {}, required = [] } = query ? (jsonSchemaOf(query) as { properties?: object; required?: readonly string[] }) : {}; // an object schema
  const inQuery = Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema: schema as object })); // as above
  const key = idempotent ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } }] : [];
  return [...inPath, ...inQuery, ...key];
}

function bodyOf({ body }: Operation): object {
  if (!body) return {};
  if (body === 'workbook') {
    const schema = { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } };
  }
  return { requestBody: { required: true, content: { 'application/json': { schema: jsonSchemaOf(body) } } } };
}

/** The OpenAPI 3.1 document, made from the schemas that check every request. */
export function openApiDocument(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method]: {
        summary: operation.summary,
        ...(operation.public ? { security: [] } : {}),
        parameters: parametersOf(operation),
        ...bodyOf(operation),
        responses: { 200: { description: '完成' }, 400: PROBLEM, 401: PROBLEM, 403: PROBLEM, 404: PROBLEM, 409: PROBLEM, 422: PROBLEM },
      },
    };
  }
  const problem = { type: 'object', properties: { type: string, title: string, status: { type: 'integer' }, detail: string, code: string, field: string } };
  return {
    openapi: '3.1.0',
    info: { title: '明白账', version: '0.1.0' },
    security: [{ session: [] }],
    paths,
    components: { schemas: { Problem: problem }, securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'mingbai_session' } } },
  };
}
