import { readStored, type Mingbai } from '@mingbai/application';
import type { Envelope } from '@mingbai/kernel';
import type { ImportResult } from './import.ts';

/** The answer that an import of so many rows was given when it was recorded, made again from what it has recorded. */
export async function answerOf(mingbai: Mingbai, importId: string, rows: number): Promise<ImportResult> {
  const commands = await commandsOf(mingbai, importId);
  const corrected = commands.filter(([first]) => first?.type.endsWith('Corrected')).length;
  return {
    importId,
    rows,
    recorded: commands.length - corrected,
    corrected,
    unchanged: rows - commands.length,
    errors: [],
    warnings: [], // what was like a record before stands beside it now
    needsReview: commands
      .filter((events) => events.some(({ rule }) => rule.outcome === 'needsReview'))
      .map(([first]) => first?.id ?? ''),
  };
}

/** What an act has recorded, command by command. */
export async function commandsOf(mingbai: Mingbai, act: string): Promise<readonly (readonly Envelope[])[]> {
  await mingbai.caughtUp(); // another process may have recorded it a moment ago
  const { models, store } = mingbai.ports;
  const events: Envelope[] = [];
  for (const { id } of models.eventsOf(act)) {
    const stored = await store.eventById(id);
    if (!stored) throw new Error(`the read models know event ${id}, and the log does not`);
    events.push(readStored(stored));
  }
  return [...Map.groupBy(events, ({ command }) => command).values()];
}
