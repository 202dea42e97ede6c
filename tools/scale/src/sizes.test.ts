import { describe, expect, it } from 'vitest';
import { ASSUMED, DAYS } from './assumed.ts';
import { machinesFor } from './machines.ts';
import { MEASURED, MEASURED_EVENTS } from './measured.ts';
import { CITY, CITY_IN_ONE, COUNTRY, DISTRICT, PROVINCE, sizeOf, storeSize } from './sizes.ts';
import { busiestMinute, membersAt, yearOf } from './year.ts';

describe('the assumed sizes', () => {
  it('are those that were asked for', () => {
    expect(CITY_IN_ONE.membersPerStore).toBe(200_000);
    expect(storeSize(CITY_IN_ONE).events).toBe(20e6);
    expect(ASSUMED.schoolsPerDistrict * CITY.stores).toBe(2000);
    expect(PROVINCE.stores).toBe(20 * CITY.stores);
    expect(COUNTRY.stores * COUNTRY.membersPerStore).toBe(20e6);
  });

  it('grow in a line with the events', () => {
    const [one, two] = [sizeOf(1e6, 0), sizeOf(2e6, 0)];
    expect(two.logBytes).toBe(2 * one.logBytes);
    expect(two.restoreSeconds).toBeCloseTo(2 * one.restoreSeconds);
  });

  it('foretell a restore about as long as the one that was measured', () => {
    const { restoreSeconds, rebuildSeconds } = sizeOf(MEASURED_EVENTS, 0.7 * MEASURED_EVENTS);
    const ratio = (restoreSeconds - rebuildSeconds) / MEASURED.restoreSeconds.value;
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.6);
  });

  it('never need fewer machines for more stores', () => {
    const needed = [DISTRICT, CITY, PROVINCE, COUNTRY].map((place) => machinesFor(place).needed);
    expect(needed).toEqual(needed.toSorted((a, b) => a - b));
    expect(needed[0]).toBe(2);
  });
});

describe('the school year', () => {
  it('has 365 days and all of a year’s commands', () => {
    expect(DAYS.reduce((sum, { days }) => sum + days, 0)).toBe(365);
    const commands = yearOf(1000).reduce((sum, { days, commandsPerDay }) => sum + days * commandsPerDay, 0);
    expect(commands).toBeCloseTo(1000 * ASSUMED.eventsPerMemberYear);
  });

  it('gives the members back from their busiest minute', () => {
    expect(membersAt(busiestMinute(54_321))).toBeCloseTo(54_321);
  });

  it('reads with shares that add up', () => {
    expect(Object.values(ASSUMED.readShares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
  });
});
