import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeGood, mingbai, root, visit } from './testing/bad-input.ts';

const words = (line: string): readonly string[] => line.split(' ');
const fund = (line: string) => mingbai(words(`fund ${line} --org S01 --fund S01-JF`));
/** The number that a command has printed of the record that it made. */
const numberIn = (said: string): string => /记录号 (\S+)（/.exec(said)?.[1] ?? '';

beforeAll(makeGood);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a command that makes a record', () => {
  it('prints the number that the next command takes, in words and as data, also when sent again', () => {
    mingbai(
      words('organisation register-person --org S01 --occurred-on 2025-01-01 --name 李某 --staff-number 1 --kind 在职'),
    );
    mingbai(
      words('organisation register-person --org S01 --occurred-on 2025-01-01 --name 王某 --staff-number 2 --kind 在职'),
    );
    mingbai(words('organisation grant-role --org S01 --occurred-on 2025-01-01 --person 1 --role 会计'));
    mingbai(words('organisation grant-role --org S01 --occurred-on 2025-01-01 --person 2 --role 主席'));
    const asked = fund('request --amount 30 --purpose 办公费 --as 1');
    expect(asked.status).toBe(0);
    const approved = fund(`approve --request ${numberIn(asked.said)} --as 2`);
    expect([approved.status, numberIn(approved.said)]).toEqual([0, numberIn(asked.said)]);
    const id = '6f1d1c52-5f0b-4c6e-9a0e-2a6f3c1b9d44';
    const told = [1, 2].map(() => JSON.parse(mingbai([...visit(), '--id', id, '--json']).said) as { record: string });
    expect(told).toMatchObject([{ repeated: false }, { repeated: true, record: told[0]?.record }]);
    const withdrawn = mingbai(words(`visit withdraw --org S01 --record ${told[0]?.record ?? ''} --reason 重复登记`));
    expect(withdrawn.status).toBe(0);
  });
  it('prints none where it was only looked at', () => {
    expect(mingbai([...visit(), '--dry-run']).said).not.toContain('记录号');
  });
});

describe('the entries of funds', () => {
  it('are listed as a cash book: what each was, and its amount with its sign', () => {
    mingbai(words('fund open --org S01 --fund S01-JZ --name 捐赠 --kind 捐赠资金 --occurred-on 2025-01-01'));
    const line = 'receive --amount 80.00 --source 会费收入 --form 银行 --occurred-on 2025-03-01';
    const received = numberIn(fund(line).said);
    mingbai(words('fund transfer --org S01 --fund S01-JF --counterpart S01-JZ --amount 5 --occurred-on 2025-03-02'));
    expect(fund(`reverse --entry ${received} --reason 重复记账 --occurred-on 2025-03-03 --as 1`).status).toBe(0);
    const rows = mingbai(words('list fund-entries --org S01'))
      .said.split('\n')
      .map((row) => row.split('│').map((cell) => cell.trim()))
      .filter((cells) => cells.length > 1)
      .map((cells) => cells.slice(2, 6));
    expect(rows).toEqual([
      ['日期', '事件', '增减', '资金'],
      ['2025-01-01', '开立资金', '1000.00', 'S01-JF'],
      ['2025-01-01', '开立资金', '—', 'S01-JZ'],
      ['2025-03-01', '收入', '80.00', 'S01-JF'],
      ['2025-03-02', '转出', '-5.00', 'S01-JF'],
      ['2025-03-02', '转入', '5.00', 'S01-JZ'],
      ['2025-03-03', '冲销', '-80.00', 'S01-JF'],
    ]);
  });
});
