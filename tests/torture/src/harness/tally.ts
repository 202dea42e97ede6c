/** How many flips there were, how many were found, how many hit one event and were named by it or its neighbour. */
export type Tally = { flips: number; found: number; ofEvents: number; named: number };
export type Tallies = Readonly<Record<'events' | 'leaves' | 'checkpoints' | 'bundles', Tally>>;

export const emptyTally = (): Tally => ({ flips: 0, found: 0, ofEvents: 0, named: 0 });

export const sumOf = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (sum, each) => ({
      flips: sum.flips + each.flips,
      found: sum.found + each.found,
      ofEvents: sum.ofEvents + each.ofEvents,
      named: sum.named + each.named,
    }),
    emptyTally(),
  );

/** The share in per cent with two decimals. */
const percent = (part: number, whole: number): string => ((100 * part) / whole).toFixed(2);

export function tallyText({ flips, found, ofEvents, named }: Tally): string {
  const words = ofEvents > 0 ? `, ${percent(named, ofEvents)} % of ${ofEvents} named` : '';
  return `${flips} flips, ${percent(found, flips)} % found${words}`;
}
