import { ASSUMED } from './assumed.ts';
import { coresFor, embedded, ratesOf } from './scenarios.ts';
import { storeSize, type Place } from './sizes.ts';

export type Machines = {
  readonly byDisk: number;
  readonly byMemory: number;
  readonly byCores: number;
  /** One node for each store, and the same number of machines again that stands by. */
  readonly needed: number;
};

/** Machines of the assumed class for all stores, should all of them have their busiest minute at once. */
export function machinesFor(place: Place): Machines {
  const { cores, memoryBytes, diskBytes, filled } = ASSUMED.machine;
  const { logBytes, readBytes, vaultBytes, processBytes } = storeSize(place);
  const share = (perStore: number, whole: number): number => (place.stores * perStore) / (whole * filled);
  const byDisk = share(logBytes + readBytes + vaultBytes, diskBytes);
  const byMemory = share(processBytes, memoryBytes);
  const byCores = share(coresFor(embedded(2), ratesOf(place)), cores);
  return { byDisk, byMemory, byCores, needed: 2 * Math.ceil(Math.max(byDisk, byMemory, byCores)) };
}
