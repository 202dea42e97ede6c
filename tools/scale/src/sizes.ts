import { ASSUMED } from './assumed.ts';
import { MEASURED as M } from './measured.ts';

const { membersPerSchool, schoolsPerDistrict, districtsPerCity, citiesPerProvince, citiesInCountry } = ASSUMED;

/** Something whose size is worked out: so many stores of so many members each. */
export type Place = { readonly name: string; readonly stores: number; readonly membersPerStore: number };

const districtMembers = membersPerSchool * schoolsPerDistrict;
const districts = (name: string, stores: number): Place => ({ name, stores, membersPerStore: districtMembers });

export const DISTRICT = districts('a district', 1);
export const CITY = districts('a city, 16 stores', districtsPerCity);
export const CITY_IN_ONE: Place = {
  name: 'a city in one store',
  stores: 1,
  membersPerStore: districtMembers * districtsPerCity,
};
export const PROVINCE = districts('a province', districtsPerCity * citiesPerProvince);
export const PROVINCE_IN_ONE: Place = {
  name: 'a province in one store',
  stores: 1,
  membersPerStore: PROVINCE.membersPerStore * PROVINCE.stores,
};
export const COUNTRY = districts('the country', districtsPerCity * citiesInCountry);

export type StoreSize = {
  readonly events: number;
  readonly logBytes: number;
  readonly readBytes: number;
  readonly vaultBytes: number;
  readonly processBytes: number;
  readonly rebuildSeconds: number;
  readonly verifySeconds: number;
  readonly proofSeconds: number;
  readonly backupBytes: number;
  readonly backupSeconds: number;
  /** Copying back, verifying, making the read models. */
  readonly restoreSeconds: number;
};

/** So many opened keys a vault keeps at hand. */
export const KEYS_AT_HAND = 100_000;

/** One store after ten years. Times grow with the number of events: what was measured is carried on in a line. */
export function storeSize({ membersPerStore }: Pick<Place, 'membersPerStore'>): StoreSize {
  return sizeOf(membersPerStore * ASSUMED.eventsPerMemberYear * ASSUMED.years, membersPerStore * ASSUMED.keysPerMember);
}

/** A store of so many events and keys. */
export function sizeOf(events: number, keys: number): StoreSize {
  const logBytes = events * M.logBytesPerEvent.value;
  const vaultBytes = keys * M.vaultBytesPerKey.value;
  const rebuildSeconds = events / M.rebuildPerSecond.value;
  const verifySeconds = events / M.verifyPerSecond.value;
  const copySeconds = (logBytes + vaultBytes) / 1e6 / M.backupMbPerSecond.value;
  return {
    events,
    logBytes,
    readBytes: events * M.readBytesPerEvent.value,
    vaultBytes,
    processBytes: M.residentMb.value * 1e6 + Math.min(keys, KEYS_AT_HAND) * M.vaultMemoryBytesPerKey.value,
    rebuildSeconds,
    verifySeconds,
    proofSeconds: (events * M.proofUsPerLeaf.value) / 1e6,
    backupBytes: logBytes + vaultBytes,
    backupSeconds: copySeconds,
    restoreSeconds: copySeconds + verifySeconds + rebuildSeconds,
  };
}
