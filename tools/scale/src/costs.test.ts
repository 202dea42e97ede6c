import { describe, expect, it } from 'vitest';
import { ASSUMED } from './assumed.ts';
import { costsFor } from './costs.ts';
import { machinesFor } from './machines.ts';
import { CITY, COUNTRY, PROVINCE } from './sizes.ts';

const PLACES = [CITY, PROVINCE, COUNTRY];

describe('the cost of a place', () => {
  it('is that of its machines, its backups and the work', () => {
    for (const place of PLACES) {
      const { machines, yuan } = costsFor(place);
      expect(machines).toBe(machinesFor(place).needed);
      for (const end of [0, 1] as const)
        expect(yuan.all[end]).toBeCloseTo(yuan.machines[end] + yuan.backups[end] + yuan.work[end]);
    }
  });

  it('is a range, as every price is', () => {
    for (const [least, most] of [...Object.values(ASSUMED.cost), ...PLACES.map((place) => costsFor(place).yuan.all)])
      expect(least).toBeLessThan(most);
  });

  it('is less a member where machines are shared by more', () => {
    const [city, , country] = PLACES.map((place) => costsFor(place).yuanPerMember);
    expect(country?.[1]).toBeLessThan(city?.[1] ?? 0);
  });
});
