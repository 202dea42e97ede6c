import { auditCheck, replay } from '@mingbai/application';
import { describe, expect, it } from 'vitest';
import { on } from '@mingbai/domain/testing';
import { auditor, codeOf, districtOfficer, operator } from '../test-mingbai.ts';
import { bring, EVERYTHING, testDistrict } from './test-district.ts';
import { withdrawImport } from '@mingbai/workbook';

const visit = { org: 'S1', occurredOn: '2025-03-08', triggers: '住院', groups: '18人次' };
const REASON = '导错了学校';

describe('withdrawing an import', () => {
  it('takes back everything it can as one act, and keeps what cannot be taken back', async () => {
    const district = await testDistrict();
    const { mingbai, operator } = district;
    const { importId } = await bring(district, { visits: [visit, visit], persons: EVERYTHING['persons'] ?? [] });
    expect(await withdrawImport(mingbai, operator, { importId, reason: REASON })).toEqual({
      importId,
      withdrawn: 3,
      kept: 0,
    });
    expect(mingbai.list(operator, 'visits', {})).toEqual([]);
    expect(mingbai.list(operator, 'persons', {})).toEqual([]);
  });
  it('is done once', async () => {
    const district = await testDistrict();
    const { mingbai, operator } = district;
    const { importId } = await bring(district, { visits: [visit] });
    await withdrawImport(mingbai, operator, { importId, reason: REASON });
    await expect(withdrawImport(mingbai, operator, { importId, reason: REASON })).rejects.toThrow('import-withdrawn');
  });
  it('is refused for an import that is not there', async () => {
    const { mingbai, operator } = await testDistrict();
    await expect(withdrawImport(mingbai, operator, { importId: mingbai.newId(), reason: REASON })).rejects.toThrow(
      'import-not-found',
    );
  });
  it('is refused where later records depend on it, naming them, and takes nothing back', async () => {
    const district = await testDistrict();
    const { mingbai, operator } = district;
    const { importId } = await bring(district, { persons: EVERYTHING['persons'] ?? [], visits: [visit] });
    await bring(district, { posts: EVERYTHING['posts'] ?? [] });
    const size = mingbai.ports.models.size();
    const withdrawal = withdrawImport(mingbai, operator, { importId, reason: REASON });
    await expect(withdrawal).rejects.toMatchObject({
      refusal: { code: 'import-has-dependents', detail: { count: 1, list: 'posts S1 2025-01-03' } },
    });
    expect(mingbai.ports.models.size()).toBe(size);
  });
  it('takes back a whole district’s import, schools and all', async () => {
    const district = await testDistrict();
    const { mingbai, operator } = district;
    const { visits, persons = [], ...rest } = EVERYTHING;
    await bring(district, { persons });
    const { roles: _roles, funds: _funds, 'fund-entries': _entries, ...others } = rest;
    const { importId, recorded } = await bring(district, { ...others, visits: visits ?? [] });
    expect(await withdrawImport(mingbai, operator, { importId, reason: REASON })).toEqual({
      importId,
      withdrawn: recorded,
      kept: 0,
    });
    expect(mingbai.tree().get('S3')).toBeUndefined();
  });
});

describe('a workbook that comes again after its import was withdrawn', () => {
  const { organisations: _organisations, funds: _funds, 'fund-entries': _entries, ...SHEETS } = EVERYTHING;
  const ROWS = Object.values(SHEETS).flat().length;

  it('is recorded anew, once, as often as it is withdrawn', async () => {
    const district = await testDistrict();
    const { mingbai, operator } = district;
    const seen = new Set<string>();
    for (let time = 0; time < 3; time += 1) {
      expect(await bring(district, SHEETS, { dryRun: true })).toMatchObject({ recorded: ROWS, unchanged: 0 });
      const { importId, ...result } = await bring(district, SHEETS);
      expect(result).toMatchObject({ recorded: ROWS, unchanged: 0, errors: [] });
      for (const { record } of mingbai.list(operator, 'visits', {})) seen.add(record);
      const size = mingbai.ports.models.size();
      expect(await bring(district, SHEETS)).toMatchObject({ recorded: 0, unchanged: ROWS, errors: [] });
      expect(mingbai.ports.models.size()).toBe(size);
      expect(mingbai.list(operator, 'visits', {})).toHaveLength(SHEETS['visits']?.length ?? 0);
      await withdrawImport(mingbai, operator, { importId, reason: REASON });
    }
    expect(seen.size).toBe(3 * (SHEETS['visits']?.length ?? 0));
    expect(mingbai.list(operator, 'visits', {})).toEqual([]);
  });
  it('brings back the one row of several equal ones that was withdrawn by hand', async () => {
    const district = await testDistrict();
    const { mingbai, operator } = district;
    await bring(district, { visits: [visit, visit] });
    const [first] = mingbai.list(operator, 'visits', {});
    await mingbai.run(operator, 'visit.withdraw', { org: 'S1', record: first?.record, reason: REASON });
    expect(await bring(district, { visits: [visit, visit] })).toMatchObject({ recorded: 1, unchanged: 1 });
    expect(await bring(district, { visits: [visit, visit] })).toMatchObject({ recorded: 0, unchanged: 2 });
  });
  it('says that an organisation’s code is used up', async () => {
    const district = await testDistrict();
    const sheets = { organisations: EVERYTHING['organisations'] ?? [] };
    const { importId } = await bring(district, sheets);
    await withdrawImport(district.mingbai, district.operator, { importId, reason: REASON });
    const { errors } = await bring(district, sheets);
    expect(errors).toMatchObject([{ row: 2, column: '代码', code: 'already-recorded' }]);
    expect(errors[0]?.message).toMatch(/撤回过的代码请换一个新的/);
  });
});

describe('withdrawing an imported cash book', () => {
  const accountant = {
    id: 'a',
    name: 'a',
    assurance: 'asserted' as const,
    roles: [
      { org: 'S1', role: 'accountant' as const },
      { org: 'D1', role: 'operator' as const },
    ],
  };
  const income = EVERYTHING['fund-entries']?.[0] ?? {};
  const book = { 'fund-entries': [income, { ...income, voucherNumber: '9', amount: '70.00' }] };
  const balance = ({ mingbai }: Awaited<ReturnType<typeof testDistrict>>) =>
    mingbai.figure(accountant, 'fund.balance[fund=F1]', { org: 'S1' }).figure.value;
  /** The figures of both years, the balance of days between, and what an audit stops at. */
  const moneyOf = async ({ mingbai }: Awaited<ReturnType<typeof testDistrict>>, known = {}) => ({
    years: ['2024', '2025'].flatMap((period) =>
      ['fund.income', 'fund.expenditure'].map(
        (id) => mingbai.figure(accountant, id, { org: 'S1', period, ...known }).figure.value,
      ),
    ),
    days: ['2024-12-31', '2025-01-01', '2025-03-31', '2025-06-30'].map(
      (asOf) => mingbai.figure(accountant, 'fund.balance[fund=F1]', { org: 'S1', asOf, ...known }).figure.value,
    ),
    findings: (await auditCheck(mingbai, auditor, {})).map(({ code, detail }) => ({ code, detail })),
  });
  const transfer = {
    org: 'S1',
    occurredOn: '2025-03-01',
    fund: 'F1',
    direction: '转出',
    amount: '100.00',
    form: '银行',
    counterpart: 'F2',
  };
  const values = ({ mingbai }: Awaited<ReturnType<typeof testDistrict>>) =>
    ['fund.balance[fund=F1]', 'fund.balance[fund=F2]', 'fund.set-apart'].map(
      (id) => mingbai.figure(accountant, id, { org: 'S1' }).figure.value,
    );
  const withTransfer = async () => {
    const district = await testDistrict();
    const [first = {}, second = {}] = EVERYTHING['funds'] ?? [];
    await bring(district, { funds: [first, { ...second, opening: '0' }] });
    const before = values(district);
    return { district, before, ...(await bring(district, { 'fund-entries': [transfer] })) };
  };
  const withBook = async () => {
    const district = await testDistrict();
    await bring(district, { funds: EVERYTHING['funds'] ?? [] });
    return { district, ...(await bring(district, book)) };
  };

  it('reverses every entry, so that the balance is what it was', async () => {
    const { district, importId } = await withBook();
    expect(balance(district)).toBe(1_057_000);
    expect(await withdrawImport(district.mingbai, accountant, { importId, reason: REASON })).toMatchObject({
      withdrawn: 2,
      kept: 0,
    });
    expect(balance(district)).toBe(1_000_000);
    await expect(withdrawImport(district.mingbai, accountant, { importId, reason: REASON })).rejects.toThrow(
      'import-withdrawn',
    );
  });
  it('leaves an entry that was reversed by hand as it is', async () => {
    const { district, importId } = await withBook();
    const { mingbai } = district;
    const entry = mingbai
      .list(accountant, 'fund-entries', { org: 'S1' })
      .find(({ row }) => row['amount'] === 7000)?.record;
    await mingbai.run(accountant, 'fund.reverse', { org: 'S1', fund: 'F1', entry, reason: '重复记账' });
    expect(await withdrawImport(mingbai, accountant, { importId, reason: REASON })).toMatchObject({
      withdrawn: 1,
      kept: 1,
    });
    expect(balance(district)).toBe(1_000_000);
    // What was withdrawn comes back with the file; what somebody reversed by hand is their decision and stays.
    expect(await bring(district, book)).toMatchObject({ recorded: 1, unchanged: 1, errors: [] });
    expect(balance(district)).toBe(1_050_000);
  });
  it('leaves the money of every day as if it had not been imported, and brings it back with the file', async () => {
    const district = await testDistrict();
    await bring(district, { funds: EVERYTHING['funds'] ?? [] });
    const payment = {
      ...income,
      occurredOn: '2024-12-20',
      direction: '支出',
      source: '',
      purpose: '办公费',
      amount: '12000.00',
    };
    const lines = { 'fund-entries': [{ ...income, occurredOn: '2025-04-01', voucherNumber: '2' }, payment] };
    const before = await moneyOf(district);
    const imported = await bring(district, lines);
    const after = await moneyOf(district);
    expect(after).not.toEqual(before);
    const upTo = district.mingbai.ports.models.size();
    await withdrawImport(district.mingbai, accountant, { importId: imported.importId, reason: REASON });
    expect(await moneyOf(district)).toEqual(before);
    expect(await moneyOf(district, { upTo })).toMatchObject({ years: after.years, days: after.days }); // known then
    expect(await replay(district.mingbai, accountant, { fund: 'F1' })).toMatchObject({
      entries: { length: 5 },
      balanceFen: 1_000_000,
    });
    const again = await bring(district, lines);
    expect(again.needsReview).toHaveLength(imported.needsReview.length);
    expect(await moneyOf(district)).toEqual(after);
  });
  it('takes a transfer back with both its sides', async () => {
    const { district, importId, before } = await withTransfer();
    expect(values(district)).not.toEqual(before);
    expect(await withdrawImport(district.mingbai, operator, { importId, reason: REASON })).toMatchObject({
      withdrawn: 1,
      kept: 0,
    });
    expect(values(district)).toEqual(before);
    expect(await bring(district, { 'fund-entries': [transfer] })).toMatchObject({ recorded: 1, needsReview: [] });
    expect(values(district)).toEqual([990_000, 10_000, 10_000]);
  });
  it('names the transfer by which somebody has sent the money back, until that is reversed', async () => {
    const { district, importId, before } = await withTransfer();
    const { mingbai } = district;
    const back = { org: 'S1', occurredOn: on('2025-06-01'), fund: 'F2', counterpart: 'F1', amount: 10_000 };
    await mingbai.run(accountant, 'fund.transfer', back);
    await expect(withdrawImport(mingbai, operator, { importId, reason: REASON })).rejects.toMatchObject({
      refusal: { code: 'import-has-dependents', detail: { count: 1, list: 'fund-entries S1 2025-06-01' } },
    });
    const entry = mingbai
      .list(accountant, 'fund-entries', { org: 'S1' })
      .find(({ type, row }) => type === 'FundTransferredOut' && row['fund'] === 'F2')?.record;
    await mingbai.run(accountant, 'fund.reverse', { org: 'S1', fund: 'F2', entry, reason: REASON });
    await withdrawImport(mingbai, operator, { importId, reason: REASON });
    expect(values(district).slice(0, 2)).toEqual(before.slice(0, 2));
  });
  it('is allowed to whoever may import it, and to nobody by hand; a refusal names the row', async () => {
    const { district, importId } = await withBook();
    const { mingbai } = district;
    await expect(withdrawImport(mingbai, districtOfficer, { importId, reason: REASON })).rejects.toMatchObject({
      refusal: { code: 'forbidden', detail: { about: 'fund-entries S1 9', roles: 'accountant\noperator' } },
    });
    const [entry] = mingbai.list(operator, 'fund-entries', { org: 'S1', period: '2025-02' });
    const reversal = { org: 'S1', fund: 'F1', entry: entry?.record, reason: REASON };
    expect(codeOf(await mingbai.run(operator, 'fund.reverse', reversal))).toBe('forbidden');
    expect(await withdrawImport(mingbai, operator, { importId, reason: REASON })).toMatchObject({ withdrawn: 2 });
  });
  it('keeps a fund with its opening: the same file again changes nothing in it', async () => {
    const district = await testDistrict();
    const opening = { funds: EVERYTHING['funds'] ?? [] };
    const { importId } = await bring(district, opening);
    expect(await withdrawImport(district.mingbai, accountant, { importId, reason: REASON })).toMatchObject({
      withdrawn: 0,
      kept: 2,
    });
    expect(await bring(district, opening)).toMatchObject({ recorded: 0, unchanged: 2 });
    expect(balance(district)).toBe(1_000_000);
  });
  it('is recorded again when the file comes again, and only once', async () => {
    const { district, importId } = await withBook();
    await withdrawImport(district.mingbai, accountant, { importId, reason: REASON });
    expect(await bring(district, book)).toMatchObject({ recorded: 2, unchanged: 0, errors: [] });
    expect(balance(district)).toBe(1_057_000);
    expect(await bring(district, book)).toMatchObject({ recorded: 0, unchanged: 2, errors: [] });
    expect(balance(district)).toBe(1_057_000);
  });
});
