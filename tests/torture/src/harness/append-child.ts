import { readFileSync, writeSync } from 'node:fs';
import type { EventStore } from '@mingbai/application';
import { appendsIn } from './append-file.ts';

// A process that appends what a file says and prints the id of each command once it is acknowledged.
const [path = '', file = '', ports = ''] = process.argv.slice(2);
const { openStore } = (await import(ports)) as { openStore: (path: string) => Promise<EventStore> };
const store = await openStore(path);
for (const append of appendsIn(readFileSync(file, 'utf8'))) {
  const [outcome] = await store.append([append]).catch(() => []); // a refusal is no acknowledgement
  if (outcome?.kind === 'recorded') writeSync(1, `${append.command}\n`);
}
await store.close();
