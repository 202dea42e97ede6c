import { relative, sep } from 'node:path';

/** What stands in a store directory beside its log: the vault, the accounts, read models and sequences of any node. */
const BESIDE_THE_LOG = [
  /^(vault|accounts|(read|sequence)(-[^/]*)?)\.sqlite(-wal|-shm|-journal)?$/,
  /^(settings|session)\.json(\.new)?$/,
  /^(keys|blobs)(\/|$)/,
  // what an engine keeps beside a file while it works, and takes away
  /(\.(new|lock|owner)|-(wal|shm|journal))$/,
];

/** Whether a file is one that a store directory needs for something else than its log, however it is written. */
export function isBesideTheLog(path: string, file: string): boolean {
  // Capitals are looked past: some disks hold such names for the same.
  const name = relative(path, file).split(sep).join('/').toLowerCase();
  return BESIDE_THE_LOG.some((each) => each.test(name));
}
