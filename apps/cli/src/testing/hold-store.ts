import { openDirectory, systemSources } from '@mingbai/store-directory';

/** A process that holds a store open for writing until it is told to stop: `hold-store.ts DIRECTORY`. */
await openDirectory(
  process.argv[2] ?? '',
  systemSources(() => Date.now()),
);
process.stdout.write('held\n');
setInterval(() => {}, 60_000);
