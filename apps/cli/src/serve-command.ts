import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { lineText } from '@mingbai/messages';
import { openToServe, type StoreDirectory } from '@mingbai/store-directory';
import type { Command } from 'commander';
import { failureOf, Usage } from './failure.ts';
import { globals, type Run } from './run.ts';
import { sources } from './session.ts';

const WEB_ROOT = fileURLToPath(new URL('../../web/dist/', import.meta.url));
const WRITING_THREAD = new URL('./writing-thread.ts', import.meta.url);
const API = fileURLToPath(new URL('../../api/dist/index.js', import.meta.url));

/** By the code of the operating system. */
const UNHEARD: ReadonlyMap<unknown, string> = new Map([
  ['EADDRINUSE', 'port-in-use'],
  ['EACCES', 'port-forbidden'],
  ['EADDRNOTAVAIL', 'host-wrong'],
  ['EAFNOSUPPORT', 'host-wrong'],
  ['EINVAL', 'host-wrong'],
  ['ENOTFOUND', 'host-wrong'],
  ['EAI_AGAIN', 'host-wrong'],
]);

/** A usage mistake where the address or the port cannot be listened to; any other error as it is. */
export function whyUnheard(error: unknown, where: { readonly port: number; readonly host: string }): unknown {
  const code = error instanceof Error && 'code' in error ? UNHEARD.get(error.code) : undefined;
  return code === undefined ? error : new Usage(code, where);
}

type Running = { readonly url: string; readonly stop: () => Promise<void> };

/** Serves an open store until `stop` is called. Only this machine is listened to unless a host is given. */
export async function serveDirectory(
  directory: StoreDirectory,
  { port, host, log = false }: { port: number; host: string; log?: boolean },
): Promise<Running> {
  if (!existsSync(API)) throw new Usage('not-built');
  const { createApi, faultTeller } = await import('@mingbai/api');
  const write = log ? (line: string): void => void process.stderr.write(`${line}\n`) : undefined;
  const app = await createApi(directory, { ...(existsSync(WEB_ROOT) ? { webRoot: WEB_ROOT } : {}), log: write });
  const tellFault = faultTeller(write);
  const unfollow = directory.mingbai.projector.follow((fault) =>
    tellFault(failureOf(fault, directory.path).problem, fault),
  );
  try {
    await app.listen(port, host);
  } catch (error) {
    throw whyUnheard(error, { port, host });
  }
  const stop = async (): Promise<void> => {
    unfollow();
    await app.close();
  };
  return { url: await app.getUrl(), stop };
}

/** Waits for the signal that ends the process, then closes everything in order. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

export function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Usage('port-wrong', { text });
  return port;
}

/** `serve`: the API and the web pages over this store, until it is told to stop. */
export function addServe(program: Command, run: Run): void {
  const serve = program.command('serve').description(lineText('serve.description'));
  serve
    .option('--port <n>', lineText('option.port'), '3000')
    .option('--host <address>', lineText('serve.host'), '127.0.0.1')
    .option('--log', lineText('serve.log'))
    .option('--node <name>', lineText('serve.node'))
    .action(({ port, host, log, node }: { port: string; host: string; log?: boolean; node?: string }) =>
      run(serve, async (output) => {
        const path = globals(serve).data;
        const startThread = (): Worker => new Worker(WRITING_THREAD, { workerData: path });
        const directory = await openToServe(path, { sources, node, startThread });
        try {
          const running = await serveDirectory(directory, { port: portOf(port), host, log: log === true });
          output.data({ url: running.url }, () => lineText('serve.done', { url: running.url }));
          const broken = await Promise.race([untilStopped(), directory.broken]);
          await running.stop();
          if (broken) throw broken;
        } finally {
          await directory.close();
        }
        return 0;
      }),
    );
}
