export type Measured = { readonly value: number; readonly unit: string; readonly what: string; readonly by: string };

const measured = (value: number, unit: string, what: string, by: string): Measured => ({ value, unit, what, by });

/** How many events `measure` filled, all constants below being of one run. */
export const MEASURED_EVENTS = 100_000;

/** On what `measure` ran. */
export const MEASURED_ON = '2 × Intel Xeon at 2.5 GHz shared with other work, Node 26.10';

/**
 * The constants that all tables come from, each under the name that `measure` prints it by, with its step there. After
 * a change put the new figures here and run `pnpm scale`.
 */
export const MEASURED = {
  logBytesPerEvent: measured(1354, 'B', 'log, an event with its command and leaf', 'fill'),
  readBytesPerEvent: measured(1375, 'B', 'read models, an event', 'fill'),
  vaultBytesPerKey: measured(136, 'B', 'vault, a key', 'fill'),
  appendCpuMs: measured(0.375, 'ms', 'processor time of a command: decided, sealed, hashed, read models', 'fill'),
  appendPerSecond: measured(2343, '1/s', 'commands by 64 callers', 'fill'),
  figureMs: measured(0.0783, 'ms', 'a figure of a school', 'ask'),
  schoolSummaryMs: measured(1.47, 'ms', 'summary of a school', 'ask'),
  districtSummaryMs: measured(8.35, 'ms', 'summary of the district', 'ask'),
  listUsPerRow: measured(37.9, 'µs', 'a list, each row with its name opened', 'ask'),
  residentMb: measured(133, 'MB', 'the process after these questions', 'ask'),
  proofUsPerLeaf: measured(3.34, 'µs', 'the first proof after a start, each leaf of the tree', 'prove'),
  proofPieceMs: measured(20, 'ms', 'the longest time for which that answers nobody', 'prove'),
  verifyPerSecond: measured(26_460, '1/s', 'events verified', 'verify'),
  verifyPieceMs: measured(
    52.9,
    'ms',
    'the longest time for which a verification in the service answers nobody',
    'verify',
  ),
  verifyPeakMb: measured(281, 'MB', 'the process at its largest while it verifies', 'verify'),
  backupMbPerSecond: measured(287, 'MB/s', 'backup of log and vault', 'backup'),
  restoreSeconds: measured(2.81, 's', 'restore of the measured store, without read models', 'backup'),
  rebuildPerSecond: measured(20_102, '1/s', 'events made into read models', 'rebuild'),
  rebuildStandstill: measured(1, '', 'share of a rebuild in which the process answers nobody', 'rebuild'),
  vaultMemoryBytesPerKey: measured(431, 'B', 'memory of an opened key', 'vault'),
  fsyncMs: measured(0.314, 'ms', '64 kB written and made durable', 'fsync'),
} as const satisfies Readonly<Record<string, Measured>>;
