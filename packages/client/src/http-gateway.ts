import type { Act, Gateway, ImportOptions } from './gateway.ts';
import { HttpConnection, type Fetch } from './http-connection.ts';

export type HttpOptions = {
  /** `name=value` of a session, where the runtime does not keep cookies itself. */
  readonly cookie?: string | undefined;
};

const at = (...segments: readonly string[]): string => `/api/${segments.map(encodeURIComponent).join('/')}`;
const keyed = ({ id }: Act) => ({ 'idempotency-key': id });
const imported = ({ org, dryRun }: ImportOptions) => ({ org, dryRun: dryRun ? 'true' : undefined });

function form(file: Blob): FormData {
  const data = new FormData();
  data.set('file', file, 'workbook.xlsx');
  return data;
}

/** The gateway over HTTP. `baseUrl` is without a slash at its end; blank means the page's own server. */
export function httpGateway(baseUrl: string, fetch: Fetch, { cookie }: HttpOptions = {}): Gateway {
  const http = new HttpConnection(baseUrl, fetch, cookie);
  return {
    run: (capability, input, { id, dryRun }) =>
      http.json(at('commands', capability), {
        method: 'POST',
        query: { dryRun: dryRun ? 'true' : undefined },
        headers: keyed({ id }),
        body: input,
      }),

    list: async (register, { latest, ...asked }) => {
      const query = { ...asked, latest: latest?.toString() };
      return (await http.json<Listed<'rows'>>(at('registers', register), { query })).rows;
    },
    history: (register, record) => http.json(at('registers', register, record, 'history')),
    proof: async (event) => (await http.blob(at('events', event, 'proof'))).text(),
    summary: (query) => http.json(at('summary'), { query }),
    summaryDocument: (query) => http.blob(at('summary.docx'), { query }),
    trace: (figure, query) => http.json(at('trace'), { query: { ...query, figure } }),
    replay: (fund, query) => http.json(at('funds', fund, 'replay'), { query }),

    template: (register) => http.blob(at('templates'), { query: { register } }),
    exportRegister: (register, query) => http.blob(at('exports', register), { query }),
    importWorkbook: (file, options) =>
      http.json(at('imports'), {
        method: 'POST',
        query: imported(options),
        headers: keyed(options),
        body: form(file),
      }),
    annotate: (file, { org }) =>
      http.blob(at('imports', 'annotated'), { method: 'POST', query: { org }, body: form(file) }),
    withdrawImport: (id, reason, act) =>
      http.json(at('imports', id, 'withdrawal'), { method: 'POST', headers: keyed(act), body: { reason } }),

    check: (query) => http.json(at('audit', 'check'), { query }),
    verify: () => http.json(at('audit', 'verify')),
    checkpoint: () => http.json(at('audit', 'checkpoint')),
    bundle: () => http.blob(at('audit', 'bundle')),

    signIn: async (login, password) => {
      const response = await http.send(at('session'), { method: 'POST', body: { login, password } });
      const [given] = response.headers.getSetCookie();
      const answer = await http.read<Awaited<ReturnType<Gateway['signIn']>>>(response);
      return given === undefined ? answer : { ...answer, cookie: given.split(';', 1)[0] ?? '' };
    },
    session: () => http.json(at('session')),
    signOut: async () => void (await http.json(at('session'), { method: 'DELETE' })),
    changePassword: async (body) => void (await http.json(at('session', 'password'), { method: 'POST', body })),
    openAccount: (login, person, act) =>
      http.json(at('accounts'), { method: 'POST', headers: keyed(act), body: { login, person } }),
    policy: async () => (await http.json<Listed<'policy'>>(at('policy'))).policy,
  };
}

/** Lists come wrapped in an object under their name. */
type Lists = {
  rows: Awaited<ReturnType<Gateway['list']>>;
  policy: Awaited<ReturnType<Gateway['policy']>>;
};
type Listed<K extends keyof Lists> = Pick<Lists, K>;
