import { createHash } from 'node:crypto';
import { rebuild, verifyStore, type Depth } from '@mingbai/application';
import { lineText, verifyText } from '@mingbai/messages';
import {
  backupDirectory,
  createDirectory,
  migrateLog,
  registerFirstOfficer,
  restoreDirectory,
  type StoreDirectory,
  withThreads,
} from '@mingbai/store-directory';
import type { Command } from 'commander';
import { EXIT } from './exit-codes.ts';
import { globals, type Run } from './run.ts';
import { sources, withLog, withoutService, withStore } from './session.ts';

/** `init`, `rebuild`, `doctor`: making and looking after a store directory. */
export function addDirectoryCommands(program: Command, run: Run): void {
  addInit(program, run);
  addRebuild(program, run);
  addBackup(program, run);
  addMigrate(program, run);
  addDoctor(program, run);
}

type NewStore = {
  readonly district: string;
  readonly code: string;
  readonly sample?: boolean;
  readonly requireSignIn?: boolean;
  readonly store?: string;
};

function addInit(program: Command, run: Run): void {
  const init = program.command('init').description(lineText('init.description'));
  init
    .requiredOption('--district <name>', lineText('init.district'))
    .option('--code <code>', lineText('init.code'), 'D01')
    .option('--sample', lineText('init.sample'))
    .option('--require-sign-in', lineText('init.require-sign-in'))
    .option('--store <address>', lineText('init.store'))
    .action((options: NewStore) =>
      run(init, async (output) => {
        const { data } = globals(init);
        const directory = await createDirectory(
          data,
          {
            code: options.code,
            district: options.district,
            requireSignIn: options.requireSignIn === true,
            store: options.store,
          },
          sources,
        );
        try {
          const officer = await registerFirstOfficer(directory, { code: options.code, name: options.district });
          const sample = options.sample ? await (await import('./sample-data.ts')).loadSample(directory) : undefined;
          output.data(
            {
              data,
              district: options.code,
              login: officer.login,
              password: officer.password,
              ...(sample ? { sample } : {}),
            },
            () =>
              [
                lineText('init.done', { data, district: options.district, code: options.code }),
                lineText('init.officer', { login: officer.login, password: officer.password }),
                ...(sample ? [lineText('init.sample-done', { count: sample.recorded })] : []),
              ].join('\n'),
          );
          return 0;
        } finally {
          await directory.close();
        }
      }),
    );
}

function addRebuild(program: Command, run: Run): void {
  const again = program.command('rebuild').description(lineText('rebuild.description'));
  again.option('--node <name>', lineText('rebuild.node')).action(({ node }: { node?: string }) =>
    run(again, async (output) => {
      const { size, problems } = await withStore({ ...globals(again), node }, async (directory) => {
        const verified = await verifiedLog(directory, 'bytes');
        const { store, models } = directory.mingbai.ports;
        if (verified.problems.length === 0) await rebuild(store, models);
        return verified;
      });
      const told = { count: problems.length, size };
      output.data({ events: size, problems }, () =>
        [...problems, lineText(problems.length > 0 ? 'rebuild.altered' : 'rebuild.done', told)].join('\n'),
      );
      return problems.length > 0 ? EXIT.notVerified : EXIT.done;
    }),
  );
}

function addMigrate(program: Command, run: Run): void {
  const migrate = program.command('migrate').description(lineText('migrate.description'));
  migrate
    .requiredOption('--to <address>', lineText('migrate.to'))
    .option('--from <address>', lineText('migrate.from'))
    .action((options: { to: string; from?: string }) =>
      run(migrate, async (output) => {
        const start = performance.now();
        const migrated = await withoutService(() => migrateLog(globals(migrate).data, options));
        const seconds = Math.round((performance.now() - start) / 100) / 10;
        output.data({ ...migrated, seconds }, () =>
          lineText(migrated.switched ? 'migrate.done' : 'migrate.copied', { ...migrated, switched: '', seconds }),
        );
        return 0;
      }),
    );
}

function addDoctor(program: Command, run: Run): void {
  const doctor = program.command('doctor').description(lineText('doctor.description'));
  doctor.option('--node <name>', lineText('rebuild.node')).action(({ node }: { node?: string }) =>
    run(doctor, async (output) => {
      const report = await withStore({ ...globals(doctor), node }, examine);
      output.data(report, () => [...report.problems, lineText(stateOf(report), report.told)].join('\n'));
      return stateOf(report) === 'doctor.sound' ? EXIT.done : EXIT.notVerified;
    }),
  );
}

/** Of lines that would be too long as one text. */
function digestOf(lines: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(`${line}\n`);
  return hash.digest('hex');
}

/** Tables are never made from a log that does not verify. */
async function verifiedLog({ store, signer }: StoreDirectory, depth: Depth) {
  const { size, problems } = await withThreads((examine) => verifyStore(store, signer, { examine, depth }));
  const named = problems.map(({ code, detail, position }) => verifyText(code, { ...detail, position: position ?? '' }));
  return { size, problems: named };
}

async function examine(directory: StoreDirectory) {
  const { store, mingbai } = directory;
  const { size, problems } = await verifiedLog(directory, 'events');
  const misplaced = problems.length === 0 ? ((await store.integrity?.()) ?? []).length : 0;
  const told = { district: store.header.district, events: size, misplaced };
  if (problems.length > 0 || misplaced > 0) return { told, problems, readModelsAgree: null };
  const { models } = mingbai.ports;
  const live = digestOf(models.dump());
  await rebuild(store, models);
  return { told, problems, readModelsAgree: digestOf(models.dump()) === live };
}

function stateOf({ told, readModelsAgree }: Awaited<ReturnType<typeof examine>>) {
  if (told.misplaced > 0) return 'doctor.misplaced';
  if (readModelsAgree === null) return 'doctor.altered';
  return readModelsAgree ? 'doctor.sound' : 'doctor.mended';
}

function addBackup(program: Command, run: Run): void {
  const backup = program.command('backup').description(lineText('backup.description'));
  backup
    .requiredOption('--out <dir>', lineText('backup.out'))
    .option('--keys-out <file>', lineText('backup.keys-out'))
    .action((options: { out: string; keysOut?: string }) =>
      run(backup, async (output) => {
        const made = await withLog(globals(backup), (directory) => backupDirectory(directory, options));
        const { keysOut } = options;
        const keys = keysOut ? lineText('backup.keys', { file: keysOut }) : '';
        output.data(made, () => `${lineText('backup.done', { events: made.events, out: made.out })}${keys}`);
        if (!keysOut) output.say(lineText('backup.no-keys'));
        return 0;
      }),
    );
  const restore = program.command('restore <backup>').description(lineText('restore.description'));
  restore.requiredOption('--keys <file>', lineText('restore.keys')).action((from: string, { keys }: { keys: string }) =>
    run(restore, async (output) => {
      const given = { backup: from, keys, now: Date.now() };
      const restored = await withoutService(() => restoreDirectory(globals(restore).data, given));
      const moved = restored.before ? lineText('restore.moved', { path: restored.before }) : '';
      output.data(restored, () => `${lineText('restore.done', { events: restored.events })}${moved}`);
      if (restored.fences === null) output.say(lineText('restore.fences-unknown'));
      if (restored.wasOnServer) output.say(lineText('restore.was-on-server'));
      return 0;
    }),
  );
}
