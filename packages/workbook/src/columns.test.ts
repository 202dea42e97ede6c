import { fieldsOf, type Field } from '@mingbai/kernel';
import { readWorkbook } from '@mingbai/sheets';
import { describe, expect, it } from 'vitest';
import { choicesOf, columnsOf, noteOf, SHEET_REGISTERS, sheetNameOf } from './columns.ts';
import { templateWorkbook } from './template.ts';

const HAN = /\p{Script=Han}/u;

describe.each(SHEET_REGISTERS.map((register) => [register.name, register] as const))(
  'the sheet of %s',
  (_name, register) => {
    const columns = columnsOf(register);
    it('has a Chinese header for every column, each once', () => {
      for (const { header, key } of columns) expect([key, header]).toEqual([key, expect.stringMatching(HAN)]);
      expect(new Set(columns.map(({ header }) => header)).size).toBe(columns.length);
      expect(new Set(columns.map(({ key }) => key)).size).toBe(columns.length);
    });
    it('has a column for every field but what the program makes or files', () => {
      const fields = fieldsOf(register.sheet?.record.input ?? expect.fail('no sheet')).map(({ name }) => name);
      const missing = fields.filter((name) => !columns.some(({ key }) => key === name));
      expect(missing.filter((name) => name !== 'evidence' && name !== 'person')).toEqual([]);
    });
    it('begins with the organisation and the day, and ends with what an exported row is known by', () => {
      expect(columns.slice(0, 2).map(({ key }) => key)).toEqual(['org', 'occurredOn']);
      const identity = register.sheet?.correct ? ['record', 'revision', 'reason'] : ['record', 'revision'];
      expect(columns.slice(-identity.length).map(({ key }) => key)).toEqual(identity);
    });
    it('offers the words of every choice, in Chinese, each once', () => {
      const isChoice = (field: Field | undefined): boolean => field?.kind === 'enum' || field?.item?.kind === 'enum';
      for (const column of columns.filter(({ field }) => isChoice(field))) {
        const { choices = [] } = choicesOf(column);
        expect(choices.length).toBeGreaterThan(0);
        expect(choices.filter((choice) => !HAN.test(choice))).toEqual([]);
        expect(new Set(choices).size).toBe(choices.length);
      }
    });
    it('says in its notes what must be filled', () => {
      for (const column of columns) expect((noteOf(column) ?? '').startsWith('必填')).toBe(column.required);
    });
  },
);

describe('the template of all registers', () => {
  it('has one sheet a register, without rows, whose headers are read back', async () => {
    const read = await readWorkbook(await templateWorkbook(SHEET_REGISTERS));
    const sheets = read.ok ? read.sheets : [];
    for (const register of SHEET_REGISTERS) {
      const sheet = sheets.find(({ name }) => name === sheetNameOf(register));
      expect(sheet?.header.map((header) => header.replace(/[*＊]$/, ''))).toEqual(
        columnsOf(register).map(({ header }) => header),
      );
      expect(sheet?.rows).toEqual([]);
    }
  });
  it('comes in the order in which rows must be recorded', () => {
    const order = SHEET_REGISTERS.map(({ name }) => name);
    for (const [first, second] of [
      ['organisations', 'persons'],
      ['persons', 'posts'],
      ['persons', 'visits'],
      ['funds', 'fund-entries'],
      ['visits', 'fund-entries'],
    ] as const) {
      expect(order.indexOf(first)).toBeLessThan(order.indexOf(second));
    }
  });
});
