import { eventIdOf, readEvent } from '@mingbai/application';
import { openSqliteStore } from '@mingbai/event-store-sqlite';
import { afterAll, expect, it } from 'vitest';
import type { Child } from './harness/build-children.ts';
import { freshDirectory, live, remaining, removeDirectories, type Ack } from './harness/life.ts';
import { seeded, shuffledSends } from './harness/plan.ts';
import { amountOf, commandId, filesIn, FUNDS, fundCode, fundOf, setUp, takesMoney } from './harness/product.ts';

const KILLS = 10;
const COMMANDS = 10_000;
const SEED = 9;

afterAll(removeDirectories);

type Plan = { readonly commands: number; readonly kills: number };
type Campaign = { readonly acks: readonly Ack[]; readonly kills: number };

/** Sends every command one to five times over several lives of the recording process. */
async function campaign(directory: string, store: Child, { commands, kills }: Plan): Promise<Campaign> {
  const sends = shuffledSends(commands, SEED);
  const chance = seeded(SEED);
  const acks: Ack[] = [];
  const answered = new Set<number>();
  for (let life = 0; answered.size < sends.length; life += 1) {
    const share = Math.ceil(((0.5 + chance()) * sends.length) / (kills + 1));
    const kill = { acks: life < kills ? share : sends.length, delayMs: chance() * 3 };
    const shuffled = { commands, seed: SEED };
    const { acks: given } = await live({ directory, store, callers: 32, shuffled, ...remaining(answered, 0) }, kill);
    for (const ack of given) answered.add(ack.send);
    acks.push(...given);
    if (life === kills && answered.size < sends.length) throw new Error('the last life did not send everything');
  }
  return { acks, kills };
}

/** What is not there just once, or was answered differently. */
async function problemsOf(
  directory: string,
  base: number,
  { commands, acks }: Plan & Campaign,
): Promise<readonly string[]> {
  const sends = shuffledSends(commands, SEED);
  const found = acks
    .filter(({ send, eventIds }) => eventIds.join() !== eventIdOf(commandId(sends[send] ?? 0), 0))
    .map(({ send }) => `send ${send} was answered differently`);
  const store = await openSqliteStore(filesIn(directory).store);
  const { size } = await store.frontier();
  if (size - base !== commands) found.push(`${size - base} events of ${commands} commands`);
  for (let number = 0; number < commands; number += 1) {
    const id = eventIdOf(commandId(number), 0);
    if ((await store.command(commandId(number)))?.eventIds.join() !== id)
      found.push(`command ${number} is not known by its event`);
  }
  for (let number = 0; number < FUNDS; number += 1) {
    const events = (await store.readStream(`fund-${fundCode(number)}`)).map(({ bytes }) => readEvent(bytes));
    const balance = events.reduce((sum, { data }) => sum + ((data as { amount?: number }).amount ?? 0), 0);
    if (balance !== expectedBalance(number, commands)) found.push(`fund ${number} holds ${balance}`);
  }
  await store.close();
  return found;
}

function expectedBalance(fund: number, commands: number): number {
  let sum = 0;
  for (let number = 0; number < commands; number += 1)
    if (takesMoney(number) && fundOf(number) === fund) sum += amountOf(number);
  return sum;
}

it('R9: a command sent one to five times, over kills, has its effect once and the same answer', async () => {
  const directory = freshDirectory();
  const base = await setUp(directory);
  const plan = { commands: COMMANDS, kills: KILLS };
  const run = await campaign(directory, 'honest-store', plan);
  const found = await problemsOf(directory, base, { ...plan, ...run });
  console.log(`R9: ${COMMANDS} commands, ${run.acks.length} answers, ${run.kills} kills, ${found.length} problems`);
  expect(found).toEqual([]);
});

it('R9 twin: a store in which a command is not unique is caught', async () => {
  const directory = freshDirectory();
  const base = await setUp(directory);
  const plan = { commands: 200, kills: 0 };
  const found = await problemsOf(directory, base, { ...plan, ...(await campaign(directory, 'forgetful-store', plan)) });
  console.log(`R9 twin: ${found[0]}`);
  expect(found).not.toEqual([]);
  expect(found.some((problem) => problem.includes('holds'))).toBe(true);
});
