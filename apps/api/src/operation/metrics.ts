import type { StoreDirectory } from '@mingbai/store-directory';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { soon } from './soon.ts';

/** One answered request: its route as it is declared, never the address with what somebody typed into it. */
export type Answered = {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
};

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 10];

/** What Prometheus reads of this node: requests, the log, how far the read models are behind, and the process. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Histogram<'method' | 'route' | 'status'>;

  constructor({ store, mingbai }: StoreDirectory) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#requests = new Histogram({
      name: 'mingbai_http_request_seconds',
      help: 'Seconds from a request to its answer.',
      labelNames: ['method', 'route', 'status'],
      buckets: BUCKETS,
      registers,
    });
    const size = async (): Promise<number> => (await soon(store.frontier())).size;
    const { models } = mingbai.ports;
    const isUp = (): Promise<number> =>
      size().then(
        () => 1,
        () => 0,
      );
    gauge(registers, 'mingbai_store_up', 'Whether the log can be read, 1 or 0.', isUp);
    gauge(registers, 'mingbai_events', 'Events in the log.', size);
    gauge(
      registers,
      'mingbai_read_models_lag_events',
      'Events that the read models of this node do not have yet.',
      async () => Math.max(0, (await size()) - models.size()),
    );
  }

  observe({ method, route, status, seconds }: Answered): void {
    this.#requests.observe({ method, route, status: String(status) }, seconds);
  }

  /** In Prometheus' text format. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }
}

/** While the log is away, what is read of it is left out; `mingbai_store_up` says so. */
function gauge(registers: Registry[], name: string, help: string, read: () => Promise<number>): void {
  const made: Gauge = new Gauge({
    name,
    help,
    registers,
    collect: () =>
      read().then(
        (value) => made.set(value),
        () => made.remove(),
      ),
  });
}
