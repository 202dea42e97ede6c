export type Measured = { readonly value: number; readonly unit: string; readonly what: string; readonly by: string };

const measured = (value: number, unit: string, what: string, by: string): Measured => ({ value, unit, what, by });

/** How many events `measure` filled, all constants below being of one run. */
export const MEASURED_EVENTS = 100_000;

/** On what `measure` ran. */
export const MEASURED_ON =
  '2 × Intel Xeon at 2.5 GHz shared with other work, in an hour some 1.5 times faster than others, Node 26.10';

/**
 * The constants that all tables come from, each under the name that `measure` prints it by, with its step there. After
 * a change put the new figures here and run `pnpm scale`.
 */
export const MEASURED = {
  logBytesPerEvent: measured(1106, 'B', 'log, an event with its command and leaf', 'fill'),
  readBytesPerEvent: measured(1521, 'B', 'read models, an event', 'fill'),
  vaultBytesPerKey: measured(137, 'B', 'vault, a key', 'fill'),
  appendCpuMs: measured(0.414, 'ms', 'processor time of a command: decided, sealed, hashed, read models', 'fill'),
  appendPerSecond: measured(2254, '1/s', 'commands by 64 callers', 'fill'),
  figureMs: measured(0.0886, 'ms', 'a figure of a school', 'ask'),
  schoolSummaryMs: measured(2.39, 'ms', 'summary of a school', 'ask'),
  districtSummaryMs: measured(10.9, 'ms', 'summary of the district', 'ask'),
  listUsPerRow: measured(49.1, 'µs', 'a list, each row with its name opened', 'ask'),
  residentMb: measured(134, 'MB', 'the process after these questions', 'ask'),
  proofUsPerLeaf: measured(2.21, 'µs', 'the first proof after a start, each leaf of the tree', 'prove'),
  proofPieceMs: measured(6.82, 'ms', 'the longest time for which that answers nobody', 'prove'),
  verifyPerSecond: measured(47_915, '1/s', 'events verified', 'verify'),
  verifyPieceMs: measured(
    29.4,
    'ms',
    'the longest time for which a verification in the service answers nobody',
    'verify',
  ),
  verifyPeakMb: measured(354, 'MB', 'the process at its largest while it verifies', 'verify'),
  backupMbPerSecond: measured(226, 'MB/s', 'backup of log and vault', 'backup'),
  restoreSeconds: measured(2.84, 's', 'restore of the measured store, without read models', 'backup'),
  rebuildPerSecond: measured(20_202, '1/s', 'events made into read models', 'rebuild'),
  rebuildStandstill: measured(1, '', 'share of a rebuild in which the process answers nobody', 'rebuild'),
  vaultMemoryBytesPerKey: measured(430, 'B', 'memory of an opened key', 'vault'),
  fsyncMs: measured(0.331, 'ms', '64 kB written and made durable', 'fsync'),
} as const satisfies Readonly<Record<string, Measured>>;
