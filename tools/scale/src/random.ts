/** A seeded source of numbers in [0, 1) (mulberry32): the same seed gives the same run everywhere. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A stretch of time in which requests come independently of each other at one rate. */
export type Phase = { readonly seconds: number; readonly perSecond: number };

/** Moments (ms) at which requests come: a Poisson process whose rate changes from phase to phase. */
export function arrivals(phases: readonly Phase[], random: () => number): readonly number[] {
  const moments: number[] = [];
  let start = 0;
  for (const { seconds, perSecond } of phases) {
    const end = start + seconds * 1000;
    let at = start;
    while (perSecond > 0) {
      at += (-Math.log(1 - random()) / perSecond) * 1000;
      if (at >= end) break;
      moments.push(at);
    }
    start = end;
  }
  return moments;
}
