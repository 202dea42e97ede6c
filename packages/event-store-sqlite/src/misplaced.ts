import { packedId } from './packed.ts';
import { commandIn, idsOf, keyOf } from './command-rows.ts';
import type { Statements } from './statements.ts';

const PAGE = 1000;

/** What is wrong with the ids that find commands. Throws `store-damaged` for a command that is not as written. */
export function misplacedIn(statements: Statements): readonly string[] {
  const wrong: string[] = [];
  let ids = 0;
  for (let from = 0; ;) {
    const page = statements.commandsFrom.all(from, PAGE).map(commandIn);
    for (const row of page) {
      const own = new Set([keyOf(row.id), ...idsOf(statements, row)]);
      const lost = [...own].filter((id) => statements.placeOf.get(packedId(id))?.[0] !== row.number);
      wrong.push(...lost.map((id) => `id ${id} does not find command ${row.number}`));
      ids += own.size;
    }
    const last = page.at(-1);
    if (!last) break;
    from = last.number + 1;
  }
  const found = statements.countIds.get()?.[0];
  return found === ids ? wrong : [...wrong, `there are ${String(found)} ids, not ${ids}`];
}
