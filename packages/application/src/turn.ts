import type { Answer } from './answer.ts';
import type { Command } from './command.ts';

const LARGEST_BATCH = 64;

/** Each command for itself, all of them or none, or only to see what would be answered. */
export type Mode = 'each' | 'whole' | 'dry';
export type Waiting = {
  readonly commands: readonly Command[];
  readonly mode: Mode;
  readonly done: (answers: readonly Answer[]) => void;
  readonly failed: (error: unknown) => void;
};

/** Takes what forms the next transaction off the queue. */
export function takeTurn(queue: Waiting[]): readonly Waiting[] {
  const first = queue.slice(0, LARGEST_BATCH);
  const alone = first.findIndex(({ mode }) => mode !== 'each');
  if (alone === 0) return queue.splice(0, 1);
  const end = Math.min(...[alone, firstRepeated(first), first.length].filter((at) => at >= 0));
  return queue.splice(0, end);
}

/** Where a command waits for the second time: it is left for the next turn, when the store knows its answer. */
function firstRepeated(queue: readonly Waiting[]): number {
  const ids = new Set<string>();
  return queue.findIndex(({ commands }) => commands.some(({ id }) => ids.size === ids.add(id).size));
}
