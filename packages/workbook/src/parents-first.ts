import type { Command } from '@mingbai/application';
import type { Problem } from './cell-errors.ts';
import type { ReadRow } from './read-rows.ts';

type Unit = { readonly row: ReadRow; readonly command: Command };

/**
 * Rows of organisations in the order in which they can be recorded, whatever order the sheet has: each after its
 * parent. Those that are each other's parents cannot be, and are told.
 */
export function parentsFirst<U extends Unit>(units: readonly U[]) {
  const byCode = new Map(units.map((unit) => [textIn(unit, 'code'), unit]));
  const ordered = new Set<U>();
  const circular = new Map<U, Problem>();
  for (const unit of units) {
    const upwards = new Set<U>();
    let next: U | undefined = unit;
    while (next && !ordered.has(next) && !upwards.has(next)) {
      upwards.add(next);
      next = byCode.get(textIn(next, 'administeredBy'));
    }
    const line = [...upwards];
    const circle = next && upwards.has(next) ? line.slice(line.indexOf(next)) : [];
    for (const each of line.toReversed()) ordered.add(each);
    if (circle.length > 1) for (const each of circle) circular.set(each, inCircle(each, circle));
  }
  return { ordered: [...ordered].filter((unit) => !circular.has(unit)), problems: [...circular.values()] };
}

const textIn = ({ command }: Unit, field: string): string =>
  String((command.input as Readonly<Record<string, unknown>>)[field] ?? ''); // a capability's input is an object

const inCircle = ({ row }: Unit, circle: readonly Unit[]): Problem => ({
  row,
  refusal: {
    kind: 'rejected',
    code: 'parents-in-circle',
    field: 'administeredBy',
    detail: { list: circle.map((each) => each.row.row).join('\n') },
  },
});
