import { actorNamed, operatorOf, type Mingbai } from '@mingbai/application';
import { text } from '@mingbai/messages';
import { SAMPLE_REQUESTS, sampleWorkbooks } from '@mingbai/sample';
import type { StoreDirectory } from '@mingbai/store-directory';
import { importWorkbook } from '@mingbai/workbook';

/**
 * Imports the sample workbooks as a user would, and lets people of the sample ask for payments. Throws when something
 * is refused: the sample is part of the tests.
 */
export async function loadSample({ mingbai }: StoreDirectory): Promise<{ recorded: number }> {
  let recorded = 0;
  for (const { name, bytes } of await sampleWorkbooks()) {
    const result = await importWorkbook(mingbai, operatorOf(mingbai, text('operator')), bytes);
    const [first] = result.errors;
    if (first) throw new Error(`${name} ${first.sheet} ${first.row} ${first.column}: ${first.message}`);
    recorded += result.recorded;
  }
  for (const request of SAMPLE_REQUESTS) await ask(mingbai, request);
  return { recorded };
}

async function ask(mingbai: Mingbai, { by, input, approvedBy }: (typeof SAMPLE_REQUESTS)[number]): Promise<void> {
  await act(mingbai, by, 'fund.request', input);
  if (approvedBy === undefined) return;
  const { org, fund } = input;
  const asked = mingbai.list(actorNamed(mingbai, approvedBy, 'asserted'), 'payment-requests', { org }).at(-1);
  await act(mingbai, approvedBy, 'fund.approve', { org, fund, request: asked?.record });
}

async function act(mingbai: Mingbai, who: string, capability: string, input: object): Promise<void> {
  const answer = await mingbai.run(actorNamed(mingbai, who, 'asserted'), capability, input);
  if (!answer.ok) throw new Error(`${capability}: ${answer.refusal.code}`);
}
