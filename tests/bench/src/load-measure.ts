import { Agent, request } from 'node:http';
import { randomUUID } from 'node:crypto';
import { SCHOOL_CODES, visitCommand } from './district.ts';
import { percentile, since, type Measure } from './sample.ts';
import { serve, type Service } from './served-district.ts';

const COMMANDS_PER_SECOND = 300;
const READS_PER_SECOND = 1000;
const SECONDS = Number(process.env['BENCH_LOAD_SECONDS'] ?? 60);
/** So long a fresh process is asked before its answers count: it still compiles what it runs. */
const WARM_UP_SECONDS = 5;
const TICK_MS = 10;

type Asked = { readonly method: string; readonly path: string; readonly body?: object };
type Outcome = {
  readonly kind: 'command' | 'read';
  readonly ms: number;
  readonly status: number;
};

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** Asks once; resolves with the status and the time from the asking to the last byte. */
function ask({ url, cookie }: Service, { method, path, body }: Asked): Promise<Pick<Outcome, 'ms' | 'status'>> {
  const start = performance.now();
  const headers = { cookie, ...(body ? { 'content-type': 'application/json', 'idempotency-key': randomUUID() } : {}) };
  return new Promise((resolve, reject) => {
    const sent = request({ agent, host: url.hostname, port: url.port, method, path, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, ms: since(start) }));
    });
    sent.on('error', reject);
    sent.end(body && JSON.stringify(body));
  });
}

const schoolOf = (number: number): string => SCHOOL_CODES[(number * 7) % SCHOOL_CODES.length] ?? '';

/** Seven lists to two summaries of a school and one list of funds. Lists are of so many days from a month's first. */
const readOf =
  (days: number) =>
  (number: number): Asked => {
    const org = schoolOf(number);
    const month = `2025-${String((number % 12) + 1).padStart(2, '0')}`;
    const period = `${month}-01..${month}-${String(days).padStart(2, '0')}`;
    if (number % 10 < 7) return { method: 'GET', path: `/api/registers/visits?org=${org}&period=${period}` };
    if (number % 10 < 9) return { method: 'GET', path: `/api/summary?org=${org}&period=2025&events=counted` };
    return { method: 'GET', path: `/api/registers/funds?org=${org}` };
  };

const commandOf = (number: number): Asked => {
  const { input } = visitCommand(number);
  return { method: 'POST', path: '/api/commands/visit.record', body: input };
};

type Kinds = Readonly<Record<Outcome['kind'], (number: number) => Asked>>;

/** Commands and reads at a fixed rate, whatever the answers do: nobody outside waits for a slow service. */
async function sentFor(service: Service, seconds: number, kinds: Kinds): Promise<readonly Outcome[]> {
  const outcomes: Promise<Outcome>[] = [];
  const start = performance.now();
  const sent = { command: 0, read: 0 };
  const due = (rate: number): number => Math.floor((since(start) / 1000) * rate);
  const send = (kind: Outcome['kind']): void => {
    const at = performance.now();
    const asked = kinds[kind](sent[kind]++);
    outcomes.push(
      ask(service, asked).then(
        (outcome) => ({ kind, ...outcome }),
        () => ({ kind, status: 0, ms: since(at) }),
      ),
    );
  };
  while (since(start) < seconds * 1000) {
    while (sent.command < due(COMMANDS_PER_SECOND)) send('command');
    while (sent.read < due(READS_PER_SECOND)) send('read');
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  return Promise.all(outcomes);
}

/** A service under load, its lists of so many days. What a fresh process is asked at first is told apart. */
export const loaded =
  (days: number): Measure =>
  async (folder) => {
    const service = await serve(folder);
    const kinds = { command: commandOf, read: readOf(days) };
    const cold = await sentFor(service, WARM_UP_SECONDS, kinds);
    const warm = await sentFor(service, SECONDS, kinds);
    await service.stop();
    agent.destroy();
    const timesOf = (kind: Outcome['kind']): readonly number[] =>
      warm.flatMap((each) => (each.kind === kind ? each.ms : []));
    const [commands, reads] = [timesOf('command'), timesOf('read')];
    return {
      seconds: SECONDS,
      warmUpS: WARM_UP_SECONDS,
      commandsPerSecond: commands.length / SECONDS,
      readsPerSecond: reads.length / SECONDS,
      commandP50ms: percentile(commands, 0.5),
      commandP99ms: percentile(commands, 0.99),
      readP50ms: percentile(reads, 0.5),
      readP99ms: percentile(reads, 0.99),
      coldP99ms: percentile(
        cold.map(({ ms }) => ms),
        0.99,
      ),
      errors: [...cold, ...warm].filter(({ status }) => status !== 200 && status !== 201).length,
    };
  };
