import type { Workbook, Worksheet } from '@cj-tech-master/excelts';
import { CHOICE_SHEET } from './choice-sheet.ts';
import { storableText } from './storable-text.ts';

/** Excel's limit for a list written into the rule itself. */
const LONGEST_INLINE = 255;
/** Commas separate the inline list, quotes end it, and white space at the ends is dropped from its items. */
const NOT_INLINE = /[",\n\r]|^\s|\s$|^$/u;

/** Turns lists of choices into what a data validation rule refers to. */
export class ChoiceLists {
  readonly #workbook: Workbook;
  readonly #formulas = new Map<string, string>();
  #sheet: Worksheet | undefined;
  #columns = 0;

  constructor(workbook: Workbook) {
    this.#workbook = workbook;
  }

  /** The formula of the list: the list itself when short, else a range on a hidden sheet. */
  formulaOf(choices: readonly string[]): string {
    const inline = choices.join(',');
    if (inline.length <= LONGEST_INLINE && !choices.some((choice) => NOT_INLINE.test(choice))) return `"${inline}"`;
    const key = JSON.stringify(choices);
    const formula = this.#formulas.get(key) ?? this.#writeRange(choices);
    this.#formulas.set(key, formula);
    return formula;
  }

  #writeRange(choices: readonly string[]): string {
    const sheet = (this.#sheet ??= this.#workbook.addWorksheet(CHOICE_SHEET, { state: 'veryHidden' }));
    this.#columns += 1;
    const column = sheet.getColumn(this.#columns);
    choices.forEach((choice, index) => {
      const cell = sheet.getCell(index + 1, this.#columns);
      cell.value = storableText(choice, { sheet: CHOICE_SHEET, row: index + 1, column: column.letter });
      cell.numFmt = '@';
    });
    return `'${CHOICE_SHEET}'!$${column.letter}$1:$${column.letter}$${choices.length}`;
  }
}
