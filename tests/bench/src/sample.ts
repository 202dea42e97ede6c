/** One figure of one visit to a measure, in the unit that its name gives. */
export type Sample = Readonly<Record<string, number>>;
/** A visit to a measure; undefined where the machine lacks what it needs. */
export type Measure = (folder: string) => Promise<Sample | undefined>;

/** Events of the batches and replays side by side with peers, and how many are written or read at a time. */
export const LIKE_PEERS = 20_000;
export const PAGE = 1000;

export const since = (start: number): number => performance.now() - start;

export function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** The mean milliseconds of an act over several times. */
export async function timed(times: number, act: () => unknown): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < times; i += 1) await act();
  return since(start) / times;
}
