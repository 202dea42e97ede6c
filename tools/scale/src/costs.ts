import { ASSUMED } from './assumed.ts';
import { machinesFor } from './machines.ts';
import { storeSize, type Place } from './sizes.ts';

/** The least and the most that something comes to. */
export type Range = readonly [least: number, most: number];

export type Costs = {
  readonly machines: number;
  readonly backupTb: number;
  readonly hours: Range;
  /** Yuan a year. */
  readonly yuan: Readonly<Record<'machines' | 'backups' | 'work' | 'all', Range>>;
  readonly yuanPerMember: Range;
};

const times = (range: Range, by: number): Range => [range[0] * by, range[1] * by];
const plus = (one: Range, other: Range): Range => [one[0] + other[0], one[1] + other[1]];

/** What all stores of a place cost in the tenth year, when they are largest. */
export function costsFor(place: Place): Costs {
  const { hoursPerMachine, hoursPerStore, yuanPerHour, yuanPerMachine, yuanPerBackupTb } = ASSUMED.cost;
  const { needed: machines } = machinesFor(place);
  const backupTb = (ASSUMED.backupsKept * place.stores * storeSize(place).backupBytes) / 1e12;
  const hours = plus(times(hoursPerMachine, machines), times(hoursPerStore, place.stores));
  const work: Range = [hours[0] * yuanPerHour[0], hours[1] * yuanPerHour[1]];
  const bought = { machines: times(yuanPerMachine, machines), backups: times(yuanPerBackupTb, backupTb), work };
  const all = plus(plus(bought.machines, bought.backups), work);
  const yuanPerMember = times(all, 1 / (place.stores * place.membersPerStore));
  return { machines, backupTb, hours, yuan: { ...bought, all }, yuanPerMember };
}
