import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bytesOf,
  operatorOf,
  paged,
  readEvent,
  verifyEvidence,
  type Evidence,
  type Verified,
} from '@mingbai/application';
import { leafHash, rootOfLeaves, signCheckpoint } from '@mingbai/proof';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDirectory, systemSources, type StoreDirectory } from './directory.ts';
import { withThreads } from './examining-threads.ts';
import { registerFirstOfficer } from './first-officer.ts';

/** More than are examined before threads are begun. */
const EVENTS = 13_000;
const DISTRICT = { code: '310101', name: '某区教育工会' };
const sources = systemSources(() => Date.parse('2025-03-10T00:00:00Z'));
let folder = '';
let directory: StoreDirectory;
type Held = Omit<Evidence, 'pages'> & {
  readonly events: readonly Uint8Array[];
  readonly leaves: readonly Uint8Array[];
};
let evidence: Held;
const verify = ({ events, leaves, ...held }: Held) => verifyEvidence({ ...held, pages: paged(events, leaves) });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mingbai-examined-'));
  directory = await createDirectory(join(folder, 'store'), { code: DISTRICT.code, district: DISTRICT.name }, sources);
  await registerFirstOfficer(directory, DISTRICT);
  evidence = await grown();
});
afterAll(async () => {
  await directory.close();
  rmSync(folder, { recursive: true });
});

/** The events of a small store, and its last one, an income of one fen, over and over. */
async function grown() {
  const { mingbai, store, signer } = directory;
  const given = { org: DISTRICT.code, fund: 'F1', occurredOn: { from: '2025-03-01', to: '2025-03-01' } };
  await mingbai.run(operatorOf(mingbai, '操作员'), 'fund.open', { ...given, name: '经费', kind: 'union', opening: 0 });
  await mingbai.run(operatorOf(mingbai, '操作员'), 'fund.receive', {
    ...given,
    amount: 1,
    source: 'dues',
    form: 'bank',
  });
  const first = (await store.readAll(0, EVENTS)).map(({ bytes }) => bytes);
  const income = readEvent(first.at(-1) ?? new Uint8Array());
  const more = Array.from({ length: EVENTS - first.length }, (_, index) =>
    bytesOf({ ...income, id: mingbai.newId(), revision: income.revision + 1 + index }),
  );
  const events = [...first, ...more];
  const leaves = events.map(leafHash);
  const tree = { origin: store.header.origin, size: EVENTS, root: rootOfLeaves(leaves) };
  return { events, leaves, checkpoints: [signCheckpoint(tree, signer)], verifier: signer };
}

const byThreads = (given: Held): Promise<Verified> => withThreads((examine) => verify({ ...given, examine }));
const without = (index: number): readonly Uint8Array[] => evidence.events.toSpliced(index, 1);
const changed = (index: number): readonly Uint8Array[] =>
  evidence.events.with(
    index,
    evidence.events[index]?.map((byte, at) => (at === 40 ? byte ^ 1 : byte)) ?? new Uint8Array(),
  );

describe('events that threads examine', () => {
  it('are told of as if they had been examined here, in their order', async () => {
    const verified = await byThreads(evidence);
    expect(verified).toMatchObject({ ok: true, size: EVENTS, problems: [] });
    expect(verified.balances['F1']).toBeGreaterThan(EVENTS / 2);
    expect(verified).toEqual(await verify(evidence));
  });
  it.each([
    ['a byte of one has changed', () => changed(12_345)],
    ['one is missing', () => without(11_111)],
    ['some changed, some before the threads and some by them', () => changed(12).with(12_999, new Uint8Array(9))],
  ])('are named the same when %s', async (_, events) => {
    const damaged = { ...evidence, events: events() };
    for (const depth of ['events', 'bytes'] as const) {
      const { ok, problems } = await byThreads({ ...damaged, depth });
      expect(ok).toBe(false);
      expect(problems).toEqual((await verify({ ...damaged, depth })).problems);
    }
  });
  it('prove bytes without reading them', async () => {
    const verified = await byThreads({ ...evidence, depth: 'bytes' });
    expect(verified).toEqual({ ...(await verify(evidence)), balances: {}, openingUnknown: [] });
  });
  it('leave nobody waiting when a thread ends', async () => {
    const script = new URL('data:text/javascript,throw new Error("no thread today")');
    const verification = withThreads((examine) => verify({ ...evidence, examine }), { script });
    await expect(verification).rejects.toThrow('no thread today');
  });
});
