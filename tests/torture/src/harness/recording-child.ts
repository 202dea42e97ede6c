import type { EventStore, ReadModels } from '@mingbai/application';
import { shuffledSends } from './plan.ts';
import { commandOf, filesIn, writerOver } from './product.ts';
import type { RecordingJob } from './recording-job.ts';

// A process that records until it is killed or has sent everything: `<send> <event ids>`
// on its output per answer, and the code in the ids' place when it is refused.
const job = JSON.parse(process.argv[2] ?? '') as RecordingJob<string>; // made by `live`
const { store: file, models: modelsFile } = filesIn(job.directory);
const { openStore } = (await import(job.store)) as { openStore: (path: string) => Promise<EventStore> };
const store = await openStore(file);
const models =
  job.models && ((await import(job.models)) as { openModels: (path: string) => ReadModels }).openModels(modelsFile);
const writer = writerOver(job.directory, { store, models: models || undefined });
const sends = job.shuffled && shuffledSends(job.shuffled.commands, job.shuffled.seed);
const done = new Set(job.done);
const end = sends ? sends.length : Number.POSITIVE_INFINITY;
let next = job.from;

async function call(): Promise<void> {
  while (next < end) {
    const send = next;
    next += 1;
    if (done.has(send)) continue;
    const answer = await writer.run(commandOf(sends ? (sends[send] ?? 0) : send));
    process.stdout.write(`${send} ${answer.ok ? answer.eventIds.join(',') : answer.refusal.code}\n`);
  }
}

await Promise.all(Array.from({ length: job.callers }, call));
await store.close();
