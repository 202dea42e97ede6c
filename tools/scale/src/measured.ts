export type Measured = { readonly value: number; readonly unit: string; readonly what: string; readonly by: string };

const measured = (value: number, unit: string, what: string, by: string): Measured => ({ value, unit, what, by });

/** How many events `measure` filled, all constants below being of one run. */
export const MEASURED_EVENTS = 100_000;

/** On what `measure` ran. */
export const MEASURED_ON =
  '2 × Intel Xeon at 2.5 GHz shared with other work, in an hour some 1.5 times slower than others, Node 26.10';

/**
 * The constants that all tables come from, each under the name that `measure` prints it by, with its step there. After
 * a change put the new figures here and run `pnpm scale`.
 */
export const MEASURED = {
  logBytesPerEvent: measured(1106, 'B', 'log, an event with its command and leaf', 'fill'),
  readBytesPerEvent: measured(1522, 'B', 'read models, an event', 'fill'),
  vaultBytesPerKey: measured(136, 'B', 'vault, a key', 'fill'),
  appendCpuMs: measured(0.597, 'ms', 'processor time of a command: decided, sealed, hashed, read models', 'fill'),
  appendPerSecond: measured(1557, '1/s', 'commands by 64 callers', 'fill'),
  figureMs: measured(0.0953, 'ms', 'a figure of a school', 'ask'),
  schoolSummaryMs: measured(1.86, 'ms', 'summary of a school', 'ask'),
  districtSummaryMs: measured(12.6, 'ms', 'summary of the district', 'ask'),
  listUsPerRow: measured(59.3, 'µs', 'a list, each row with its name opened', 'ask'),
  residentMb: measured(135, 'MB', 'the process after these questions', 'ask'),
  proofUsPerLeaf: measured(3, 'µs', 'the first proof after a start, each leaf of the tree', 'prove'),
  proofPieceMs: measured(12.9, 'ms', 'the longest time for which that answers nobody', 'prove'),
  verifyPerSecond: measured(31_945, '1/s', 'events verified', 'verify'),
  verifyPieceMs: measured(
    41.4,
    'ms',
    'the longest time for which a verification in the service answers nobody',
    'verify',
  ),
  verifyPeakMb: measured(267, 'MB', 'the process at its largest while it verifies', 'verify'),
  backupMbPerSecond: measured(348, 'MB/s', 'backup of log and vault', 'backup'),
  restoreSeconds: measured(3.1, 's', 'restore of the measured store, without read models', 'backup'),
  rebuildPerSecond: measured(8513, '1/s', 'events made into read models', 'rebuild'),
  rebuildStandstill: measured(1, '', 'share of a rebuild in which the process answers nobody', 'rebuild'),
  vaultMemoryBytesPerKey: measured(427, 'B', 'memory of an opened key', 'vault'),
  fsyncMs: measured(0.306, 'ms', '64 kB written and made durable', 'fsync'),
} as const satisfies Readonly<Record<string, Measured>>;
