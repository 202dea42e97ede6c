import { ASSUMED } from './assumed.ts';
import { MEASURED as M } from './measured.ts';
import { embedded, mostCommands, mostReads, onServer } from './scenarios.ts';
import { KEYS_AT_HAND, sizeOf } from './sizes.ts';
import { membersAt } from './year.ts';

/** The bound of R13: what 99 of 100 answers have to keep to, ms. */
const BOUND_MS = 150;
const NIGHT_SECONDS = 8 * 3600;
const WAIT_SECONDS = 10;
const LONG_SECONDS = 600;
const GIGABYTE = 1e9;

/** A decision of the design, the first size at which it hurts, and what to do then. */
type Limit = {
  readonly decision: string;
  readonly hurts: string;
  readonly unit: 'events' | 'members' | 'rows' | 'keys' | 'copies';
  readonly at: number;
  readonly next: string;
};

const perEvent = sizeOf(1, 0);

const writing: readonly Limit[] = [
  {
    decision: 'one writer per store, 64 commands a commit',
    hurts: 'busiest minute, office SSD: p99 of commands over 150 ms, reads left out',
    unit: 'members',
    at: membersAt(mostCommands(embedded(2), BOUND_MS)),
    next: 'a faster disk; then a store per district',
  },
  {
    decision: 'one process answers everything',
    hurts: 'busiest minute: p99 of reads over 150 ms',
    unit: 'members',
    at: membersAt(mostReads(embedded(2), BOUND_MS) / ASSUMED.readsPerCommand),
    next: 'a store per district; or PostgreSQL and more nodes',
  },
  {
    decision: 'lists are answered whole to who asks for all; a page asks for the latest 2,000 rows',
    hurts: 'one list stops all others for 150 ms',
    unit: 'rows',
    at: (BOUND_MS * 1000) / M.listUsPerRow.value,
    next: 'pages of 100 rows, opened after they are cut',
  },
];

const proving: readonly Limit[] = [
  {
    decision: 'the first proof after a start reads every leaf',
    hurts: 'whoever asks for it waits ten seconds',
    unit: 'events',
    at: WAIT_SECONDS / perEvent.proofSeconds,
    next: 'keep the roots of whole blocks beside the log, or work them out while nobody asks',
  },
  {
    decision: 'the service has its events verified by threads, one processor left to others',
    hurts: 'it takes ten minutes',
    unit: 'events',
    at: LONG_SECONDS / perEvent.verifySeconds,
    next: 'the bytes alone every day (`audit verify --bytes`, a sixth of the time), the events now and then',
  },
];

const keeping: readonly Limit[] = [
  {
    decision: 'read models are made from zero',
    hurts: 'a node is away for an hour',
    unit: 'events',
    at: 3600 / perEvent.rebuildSeconds,
    next: 'one node at a time; make the new file beside the old one and change over',
  },
  {
    decision: 'read models are made from zero',
    hurts: 'a node is away for a night of 8 h',
    unit: 'events',
    at: NIGHT_SECONDS / perEvent.rebuildSeconds,
    next: 'a new node begins with a copy of another’s file',
  },
  {
    decision: 'the last 100,000 opened keys stay in memory',
    hurts: 'one list of everybody reads and opens each key anew, three times as slow',
    unit: 'keys',
    at: KEYS_AT_HAND,
    next: `keep more: a gigabyte holds ${(GIGABYTE / M.vaultMemoryBytesPerKey.value / 1e6).toFixed(1)} million`,
  },
  {
    decision: 'a backup is a whole copy',
    hurts: `${ASSUMED.backupsKept} of them fill a disk`,
    unit: 'events',
    at: (ASSUMED.machine.diskBytes * ASSUMED.machine.filled) / ASSUMED.backupsKept / perEvent.backupBytes,
    next: 'ship the tail since the last checkpoint: nothing before it ever changes',
  },
  {
    decision: 'restore copies, verifies and rebuilds',
    hurts: 'a district is back only after a night of 8 h',
    unit: 'events',
    at: NIGHT_SECONDS / perEvent.restoreSeconds,
    next: 'a standby that follows the log; verify it by day',
  },
];

export const LIMITS: readonly Limit[] = [...writing, ...proving, ...keeping];

type WriterLimit = { readonly disk: string; readonly alone: number; readonly most: number; readonly within: number };

/** What the writer can do: one caller, full batches, and the most at which p99 keeps to the bound. */
export function writerAt(disk: string, settings = onServer): WriterLimit {
  const { commandMs, commitMs, largestBatch } = settings;
  return {
    disk,
    alone: 1000 / (commandMs + commitMs),
    most: (largestBatch * 1000) / (largestBatch * commandMs + commitMs),
    within: mostCommands(settings, BOUND_MS),
  };
}
