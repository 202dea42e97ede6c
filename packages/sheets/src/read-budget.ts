import type { Cell } from './cell.ts';
import type { ReadLimits } from './read-limits.ts';
import { SheetProblem } from './sheet-problem.ts';

/** Counts what the whole workbook has used up of its limits. */
export class ReadBudget {
  readonly limits: ReadLimits;
  #cells = 0;
  #characters = 0;

  constructor(limits: ReadLimits) {
    this.limits = limits;
  }

  /** Takes one cell into account, and refuses the workbook when it is one too many. */
  spend(cell: Cell): void {
    this.#cells += 1;
    this.#characters += cell.text.length;
    if (this.#cells > this.limits.cells) throw new SheetProblem('too-many-cells', { limit: this.limits.cells });
    if (this.#characters > this.limits.characters) {
      throw new SheetProblem('too-much-text', { limit: this.limits.characters });
    }
  }
}
