import { SHEET_REGISTERS, exportWorkbook, importWorkbook } from '@mingbai/workbook';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { bring, EVERYTHING, testDistrict, type District } from './test-district.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe('an exported workbook', () => {
  let district: District;
  beforeAll(async () => {
    district = await testDistrict();
    const { persons = [], ...ledgers } = EVERYTHING;
    for (const sheets of [{ persons }, ledgers]) expect((await bring(district, sheets)).errors).toEqual([]);
  });

  it.each(SHEET_REGISTERS.map((register) => [register.name, register] as const))(
    'of %s comes back without a change',
    async (name, register) => {
      const { mingbai, operator } = district;
      const bytes = await exportWorkbook(mingbai, operator, register, {});
      const size = mingbai.ports.models.size();
      const back = await importWorkbook(mingbai, operator, bytes);
      const lines = EVERYTHING[name]?.length ?? 0;
      expect(back).toMatchObject({ recorded: 0, corrected: 0, unchanged: back.rows, errors: [] });
      expect(back.rows).toBeGreaterThanOrEqual(lines);
      expect(mingbai.ports.models.size()).toBe(size);
      expect(lines).toBeGreaterThan(0);
    },
  );
});
