import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sample } from '../sample.ts';
import { installPeers, type Faults } from './install-peers.ts';

type Samples = Readonly<Record<string, Sample>>;

export type PeersFound = {
  readonly samples: Samples;
  /** What was not measured, and why, in words. */
  readonly missing: readonly string[];
};

const GROUPS: Readonly<Record<keyof Faults, readonly (readonly string[])[]>> = {
  sqlite: [
    ['store-1', 'emmett-sqlite-1', 'emmett-sqlite-shared-1'],
    ['store-64', 'emmett-sqlite-64', 'emmett-sqlite-shared-64'],
    ['store-batch', 'emmett-sqlite-batch', 'emmett-sqlite-shared-batch'],
    ['store-replay', 'emmett-sqlite-replay'],
  ],
  postgresql: [
    ['postgres-1', 'emmett-postgresql-1'],
    ['postgres-64', 'emmett-postgresql-64'],
    ['postgres-batch', 'emmett-postgresql-batch'],
    ['postgres-replay', 'emmett-postgresql-replay'],
  ],
};

/** Installs the peers for as long as it takes, and lets them and ours take turns. Without them the bench goes on. */
export function visitPeers(alternating: (measures: readonly string[]) => Samples): PeersFound {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-peers-'));
  process.env['BENCH_PEERS'] = folder;
  const samples: Record<string, Sample> = {};
  const missing: string[] = [];
  try {
    const faults = installPeers(folder);
    for (const store of ['sqlite', 'postgresql'] as const) {
      const fault = faults[store];
      if (fault === undefined) missing.push(...visitGroups(GROUPS[store], alternating, samples));
      else missing.push(`emmett-${store} was not measured: ${fault}.`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { samples, missing };
}

/** Adds the samples of each group and answers which of them failed. */
function visitGroups(
  groups: readonly (readonly string[])[],
  alternating: (measures: readonly string[]) => Samples,
  samples: Record<string, Sample>,
): readonly string[] {
  return groups.flatMap((group) => {
    try {
      Object.assign(samples, alternating(group));
      return [];
    } catch (fault) {
      process.stderr.write(`${String(fault)}\n`);
      return [`A visit failed among ${group.join(', ')}: none of them is shown.`];
    }
  });
}
