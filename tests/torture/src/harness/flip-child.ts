import { NotABundle, verifyBundle, verifyEvidence, type VerifyProblem } from '@mingbai/application';
import { openSqliteStore } from '@mingbai/event-store-sqlite';
import { packPage } from '@mingbai/proof';
import { bundleOf, evidenceOf, heldIn } from './evidence.ts';
import { seeded } from './plan.ts';
import { filesIn } from './product.ts';
import { emptyTally, type Tallies, type Tally } from './tally.ts';

// A process of its own, since every flip is a verification: what is found in the stores that it is given.
const chance = seeded(5);

function count(tally: Tally, problems: readonly VerifyProblem[], event?: number): void {
  tally.flips += 1;
  if (problems.length > 0) tally.found += 1;
  if (event === undefined) return;
  tally.ofEvents += 1;
  if (problems.some(({ position }) => position !== undefined && Math.abs(position - event) <= 1)) tally.named += 1;
}

/** Flips one bit in every byte, one after the other, and puts it back. */
async function flipEach(bytes: Uint8Array, check: (at: number) => Promise<void>): Promise<void> {
  for (const [at, byte] of bytes.entries()) {
    bytes[at] = byte ^ (1 << Math.floor(chance() * 8));
    await check(at);
    bytes[at] = byte;
  }
}

async function problemsOfBundle(bundle: Uint8Array): Promise<readonly VerifyProblem[]> {
  try {
    return (await verifyBundle(bundle)).problems;
  } catch (error) {
    if (error instanceof NotABundle) return [{ code: 'not-a-bundle' }];
    throw error;
  }
}

/** Which event stands at a byte of a bundle: two lines of head, then one line for each. */
function eventByByte(bundle: Buffer, events: number): (at: number) => number | undefined {
  const ends: number[] = [];
  for (let end = bundle.indexOf('\n'); end !== -1; end = bundle.indexOf('\n', end + 1)) ends.push(end);
  return (at) => {
    const event = ends.findIndex((end) => at <= end) - 2;
    return event >= 0 && event < events ? event : undefined;
  };
}

async function flipStore(directory: string, tallies: Tallies): Promise<void> {
  const store = await openSqliteStore(filesIn(directory).store);
  const [held, bundle] = [await heldIn(store), await bundleOf(store)];
  await store.close();
  // Without checkpoints: what the leaves alone must find is asked of nothing else.
  const evidence = evidenceOf({ ...held, checkpoints: [] });
  const verify = async (tally: Tally, event?: number): Promise<void> => {
    const pages = [packPage(held.events, held.leaves)]; // as they are now, with the bit that has been turned
    count(tally, (await verifyEvidence({ ...evidence, pages })).problems, event);
  };
  for (const [event, bytes] of held.events.entries()) await flipEach(bytes, () => verify(tallies.events, event));
  for (const [event, leaf] of held.leaves.entries()) await flipEach(leaf, () => verify(tallies.leaves, event));
  const note = Buffer.from(held.checkpoints[0] ?? '');
  await flipEach(note, async () => {
    const { problems } = await verifyEvidence({ ...evidence, checkpoints: [note.toString('utf8')] });
    count(tallies.checkpoints, problems);
  });
  const eventAt = eventByByte(bundle, held.events.length);
  await flipEach(bundle, async (at) => count(tallies.bundles, await problemsOfBundle(bundle), eventAt(at)));
}

const tallies: Tallies = {
  events: emptyTally(),
  leaves: emptyTally(),
  checkpoints: emptyTally(),
  bundles: emptyTally(),
};
for (const directory of process.argv.slice(2)) await flipStore(directory, tallies);
process.stdout.write(JSON.stringify(tallies));
