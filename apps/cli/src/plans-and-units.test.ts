import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeGood, mingbai, root, visit } from './testing/bad-input.ts';

const words = (line: string): readonly string[] => line.split(' ');

beforeAll(async () => {
  await makeGood();
  mingbai(visit());
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('work that is planned', () => {
  it('is recorded before its time, and stands in the plan of the school', () => {
    const planned =
      'plan record --org S01 --occurred-on 2099年5月 --what 换届选举 --field 组织建设 --responsible 工会委员会';
    expect(mingbai(words(planned)).status).toBe(0);
    expect(mingbai(words('list plans --org S01')).said).toContain('换届选举');
    const { status, said } = mingbai(words('summary --org S01 --period 2099 --kind plan'));
    expect(status).toBe(0);
    expect(said).toMatch(
      /第一小学2099年工会工作计划[^]*共安排工作1项。[^]*二、2099年5月\n {2}1．换届选举（责任：工会委员会）。/,
    );
    expect(mingbai(words('summary --org S01 --period 2099')).said).not.toMatch(/换届|安排工作/);
  });
});

describe('a figure of one unit', () => {
  it('is traced from the district, as the unit itself would', () => {
    const traced = (line: string) => JSON.parse(mingbai(words(`trace ${line} --period 2025 --json`)).said) as object;
    const { events } = traced('visit.person-times --org S01') as { events: object[] };
    expect(events).toHaveLength(1);
    expect(traced('visit.person-times[org=S01] --org D01')).toMatchObject({
      figure: { id: 'visit.person-times[org=S01]', label: '走访慰问人次（第一小学）', value: 1 },
      events,
    });
  });
});

it('a district’s summary tells of each unit, and by name of those that recorded nothing', () => {
  const { status, said } = mingbai(words('summary --org D01 --period 2025 --kind district'));
  expect(status).toBe(0);
  expect(said).toMatch(/各单位情况[^]*第一小学：走访慰问1次，共1人次。[^]*（未报送）的单位：同名小学、同名小学。/);
});
