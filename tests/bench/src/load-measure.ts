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
  readonly sentS: number;
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

/** Seven lists of a few days to two summaries of a school and one list of funds. */
function readOf(number: number): Asked {
  const org = schoolOf(number);
  const month = String((number % 12) + 1).padStart(2, '0');
  if (number % 10 < 7)
    return { method: 'GET', path: `/api/registers/visits?org=${org}&period=2025-${month}-01..2025-${month}-03` };
  if (number % 10 < 9) return { method: 'GET', path: `/api/summary?org=${org}&period=2025&events=counted` };
  return { method: 'GET', path: `/api/registers/funds?org=${org}` };
}

const commandOf = (number: number): Asked => {
  const { input } = visitCommand(number);
  return { method: 'POST', path: '/api/commands/visit.record', body: input };
};

/** Commands and reads at a fixed rate, whatever the answers do: nobody outside waits for a slow service. */
export const loaded: Measure = async (folder) => {
  const service = await serve(folder);
  const outcomes: Promise<Outcome>[] = [];
  const start = performance.now();
  const due = (rate: number): number => Math.floor((since(start) / 1000) * rate);
  const sent = { command: 0, read: 0 };
  const send = (kind: Outcome['kind'], asked: Asked): void => {
    sent[kind] += 1;
    const sentS = since(start) / 1000;
    outcomes.push(
      ask(service, asked).then(
        (outcome) => ({ kind, sentS, ...outcome }),
        () => ({ kind, sentS, status: 0, ms: since(start) - sentS * 1000 }),
      ),
    );
  };
  while (since(start) < (WARM_UP_SECONDS + SECONDS) * 1000) {
    while (sent.command < due(COMMANDS_PER_SECOND)) send('command', commandOf(sent.command));
    while (sent.read < due(READS_PER_SECOND)) send('read', readOf(sent.read));
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  const all = await Promise.all(outcomes);
  await service.stop();
  agent.destroy();
  const warm = all.filter(({ sentS }) => sentS >= WARM_UP_SECONDS);
  const timesOf = (kind: Outcome['kind'], outcomes: readonly Outcome[] = warm): readonly number[] =>
    outcomes.flatMap((each) => (each.kind === kind ? each.ms : []));
  const cold = all.filter(({ sentS }) => sentS < WARM_UP_SECONDS);
  const perSecond = (kind: Outcome['kind']): number => timesOf(kind).length / SECONDS;
  return {
    seconds: SECONDS,
    warmUpS: WARM_UP_SECONDS,
    commandsPerSecond: perSecond('command'),
    readsPerSecond: perSecond('read'),
    commandP50ms: percentile(timesOf('command'), 0.5),
    commandP99ms: percentile(timesOf('command'), 0.99),
    readP50ms: percentile(timesOf('read'), 0.5),
    readP99ms: percentile(timesOf('read'), 0.99),
    coldP99ms: percentile([...timesOf('command', cold), ...timesOf('read', cold)], 0.99),
    errors: all.filter(({ status }) => status !== 200 && status !== 201).length,
  };
};
