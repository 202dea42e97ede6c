import { digitGroups, noteSigner, signCheckpoint } from '@mingbai/proof';
import { expect, it } from 'vitest';
import { signedCheckpoint } from './signed-checkpoint.ts';

it('a checkpoint is told with its own size and digits, whatever has been recorded since', async () => {
  const signer = noteSigner('mingbai/310101', new Uint8Array(32).fill(7));
  const root = new Uint8Array(32).fill(9);
  const note = signCheckpoint({ origin: 'mingbai/310101', size: 2, root }, signer);
  const told = await signedCheckpoint({ checkpoint: () => Promise.resolve(note), signer });
  expect(told).toEqual({ note, size: 2, digits: digitGroups(2, root) });
});
