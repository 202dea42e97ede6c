import { basisOf, operatorOf, replay, trace, verifyStore } from '@mingbai/application';
import { countWords, writeSpan } from '@mingbai/kernel';
import { eventName, figureLabel, lineText, text } from '@mingbai/messages';
import { summarise, summaryText } from '@mingbai/papers';
import {
  createDirectory,
  isStoreDirectory,
  oneTimePassword,
  openDirectory,
  registerFirstOfficer,
  type StoreDirectory,
} from '@mingbai/store-directory';
import type { Command } from 'commander';
import { EXIT } from './exit-codes.ts';
import { columns, tableText, type Output } from './output.ts';
import { globals, type Run } from './run.ts';
import { Usage } from './failure.ts';
import { portOf, serveDirectory, untilStopped } from './serve-command.ts';
import { sources } from './session.ts';

/**
 * `demo`: what `pnpm start` runs. Makes the sample district once, shows the main job on the terminal, then serves the
 * pages.
 */
export function addDemo(program: Command, run: Run): void {
  const demo = program.command('demo').description(lineText('demo.description'));
  demo.option('--port <n>', lineText('option.port'), '3000').action(({ port }: { port: string }) =>
    run(demo, async (output) => {
      const directory = await sampleDirectory(globals(demo).data, output);
      try {
        await show(directory, output);
        const running = await serveDirectory(directory, { port: portOf(port), host: '127.0.0.1' });
        const password = oneTimePassword();
        const root = directory.mingbai.references().person('admin');
        if (!(await directory.accounts.setPassword('admin', root, { password, mustChange: true })))
          throw new Usage('login-taken', { login: 'admin' }, EXIT.refused);
        output.data({ url: running.url, login: 'admin', password }, () =>
          lineText('demo.serving', { url: running.url, password }),
        );
        await untilStopped();
        await running.stop();
      } finally {
        await directory.close();
      }
      return 0;
    }),
  );
}

async function sampleDirectory(data: string, output: Output): Promise<StoreDirectory> {
  if (isStoreDirectory(data)) return openSample(data);
  const [{ SAMPLE }, { loadSample }] = await Promise.all([import('@mingbai/sample'), import('./sample-data.ts')]);
  const directory = await createDirectory(data, { ...SAMPLE.district, sample: true }, sources);
  await registerFirstOfficer(directory, { code: SAMPLE.district.code, name: SAMPLE.district.district });
  const { recorded } = await loadSample(directory);
  output.say(lineText('demo.made', { district: SAMPLE.district.district, count: recorded }));
  return directory;
}

/** The demonstration sets passwords, so it opens no store but its own. */
async function openSample(data: string): Promise<StoreDirectory> {
  const directory = await openDirectory(data, sources);
  if (directory.settings.sample) return directory;
  await directory.close();
  throw new Usage('not-the-sample', { path: data });
}

/** One traced summary and one verified replay. */
async function show(directory: StoreDirectory, output: Output): Promise<void> {
  const { mingbai, store, signer } = directory;
  const operator = operatorOf(mingbai, text('operator'));
  const { SAMPLE } = await import('@mingbai/sample');
  const { org, period, figure, fund } = SAMPLE.tour;
  output.say(`\n${summaryText(summarise(mingbai, operator, { org, period, ...(await basisOf(mingbai)) }))}`);
  const traced = await trace(mingbai, operator, figure, { org, period });
  const rows = traced.events.map((event) => [
    String(event.position),
    eventName(event.type),
    writeSpan(event.occurredOn),
    countWords(event.contribution, traced.figure.unit, event.precision),
  ]);
  const value = countWords(traced.figure.value, traced.figure.unit, traced.figure.precision);
  const tracedHead = lineText('demo.traced', { figure: figureLabel(figure), value });
  output.say(`${tracedHead}\n${tableText(columns('position', 'event', 'date', 'contribution'), rows)}`);
  const replayed = await replay(mingbai, operator, { fund });
  const verified = await verifyStore(store, signer);
  const agrees = verified.ok && verified.balances[fund] === (replayed.balanceFen ?? 0);
  const last = replayed.entries
    .slice(-6)
    .map((entry) => [
      writeSpan(entry.occurredOn),
      eventName(entry.type),
      countWords(entry.deltaFen, '分', 'exact'),
      countWords(entry.balanceFen, '分', 'exact'),
    ]);
  const balance = countWords(replayed.balanceFen, '分', 'exact');
  const replayedHead = lineText('demo.replayed', { fund: replayed.fund.name, count: replayed.entries.length, balance });
  output.say(`${replayedHead}\n${tableText(columns('date', 'event', 'change', 'balance'), last)}`);
  output.say(agrees ? lineText('demo.verified', { size: verified.size }) : lineText('demo.not-verified'));
}
