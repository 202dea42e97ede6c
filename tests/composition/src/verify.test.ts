import {
  bundleLines,
  bytesOf,
  NotABundle,
  paged,
  readEvent,
  verifyBundle,
  verifyEvidence,
  verifyStore,
  type Evidence,
} from '@mingbai/application';
import { leafHash, noteSigner, rootOf, rootOfLeaves, signCheckpoint } from '@mingbai/proof';
import { describe, expect, it } from 'vitest';
import { HEADER, officer, on, operator, SCHOOL, signer, testMingbai, visit, type TestMingbai } from './test-mingbai.ts';

const STRANGER = noteSigner(HEADER.origin, new Uint8Array(32).fill(8));

async function checkpointOf({ store }: TestMingbai, by = signer): Promise<string> {
  const frontier = await store.frontier();
  return signCheckpoint({ origin: HEADER.origin, size: frontier.size, root: rootOf(frontier) }, by);
}

/** A fund with income, a payment in review and a named visit; signed once in the middle and once at the end. */
async function signed(): Promise<{ test: TestMingbai; early: string; late: string }> {
  const test = await testMingbai();
  const fund = { org: SCHOOL, fund: 'F1', occurredOn: on('2025-03-01') };
  await test.must(operator, 'fund.open', { ...fund, name: '工会经费', kind: 'union', opening: 1000 });
  const early = await checkpointOf(test);
  await test.must(operator, 'fund.receive', { ...fund, amount: 500, source: 'dues', form: 'bank' });
  const spent = { ...fund, direction: 'expense', amount: 2000, form: 'cash', purpose: 'office' };
  await test.must(operator, 'fund.book', spent, { imported: true });
  await test.must(officer, 'visit.record', visit('2025-03-08', { people: [{ name: '黄某人' }] }));
  return { test, early, late: await checkpointOf(test) };
}

async function evidenceOf({ store }: TestMingbai) {
  const events = (await store.readAll(0, 1000)).map(({ bytes }) => bytes);
  return { events, leaves: await store.leaves(0, events.length), verifier: signer };
}
type Held = Omit<Evidence, 'pages'> & {
  readonly events: readonly Uint8Array[];
  readonly leaves: readonly Uint8Array[];
};
const verifiedOf = ({ events, leaves, ...held }: Held) => verifyEvidence({ pages: paged(events, leaves), ...held });
const flipped = (bytes: Uint8Array, at: number) => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
const codes = ({ problems }: { problems: readonly { code: string; position?: number }[] }) =>
  problems.map(({ code, position }) => [code, position]);

describe('verifying a store', () => {
  it('finds nothing wrong with what was recorded, and rebuilds every balance', async () => {
    const { test, early, late } = await signed();
    await test.store.saveCheckpoint(early);
    const verified = await verifyStore(test.store, signer, { extra: [late] });
    expect(verified).toMatchObject({ ok: true, size: 7, problems: [], balances: { F1: -500 } });
    expect(atob(verified.root)).toBe(String.fromCharCode(...rootOfLeaves(await test.store.leaves(0, 7))));
  });
  it('looks at what there was when it began, whatever is recorded and signed meanwhile', async () => {
    const { test } = await signed();
    let breaths = 0;
    const breathe = async () => {
      breaths += 1;
      await test.must(officer, 'visit.record', visit('2025-03-09', { people: [{ name: '黄某人' }] }));
      await test.store.saveCheckpoint(await checkpointOf(test));
    };
    expect(await verifyStore(test.store, signer, { breathe })).toMatchObject({ ok: true, size: 7 });
    expect(breaths).toBe(1);
    expect(await verifyStore(test.store, signer)).toMatchObject({ ok: true, size: 8 });
  });
  it('finds an event that stands behind the end of the tree', async () => {
    const { test } = await signed();
    const older = await test.store.frontier();
    await test.must(officer, 'visit.record', visit('2025-03-09', { people: [{ name: '黄某人' }] }));
    test.store.frontier = async () => older;
    expect(codes(await verifyStore(test.store, signer))).toEqual([
      ['event-altered', 7],
      ['root-differs', undefined],
    ]);
  });
  it('by its bytes finds no fault in what was recorded, whatever it says, and rebuilds no balance', async () => {
    const { test, late } = await signed();
    const { events } = await evidenceOf(test);
    const nonsense = { events: events.with(6, new Uint8Array(9)), verifier: signer, checkpoints: [] };
    const recorded = { ...nonsense, leaves: nonsense.events.map(leafHash) };
    expect(codes(await verifiedOf(recorded))).toEqual([['event-unreadable', 6]]);
    expect(await verifiedOf({ ...recorded, depth: 'bytes' })).toMatchObject({ ok: true, size: 7, balances: {} });
    expect(codes(await verifiedOf({ ...recorded, depth: 'bytes', checkpoints: [late] }))).toEqual([
      ['history-rewritten', undefined],
    ]);
  });
  it('of nothing finds nothing wrong', async () => {
    expect(await verifiedOf({ events: [], leaves: [], checkpoints: [], verifier: signer })).toMatchObject({
      ok: true,
      size: 0,
    });
  });
  it('names the event of which one bit was flipped, for every byte of it', async () => {
    const { test, late } = await signed();
    const evidence = await evidenceOf(test);
    for (let position = 0; position < evidence.events.length; position += 1) {
      const bytes = evidence.events[position] ?? new Uint8Array();
      for (let at = 0; at < bytes.length; at += 37) {
        const events = evidence.events.with(position, flipped(bytes, at));
        const verified = await verifiedOf({ ...evidence, events, checkpoints: [late] });
        expect(verified.ok).toBe(false);
        expect(codes(verified)).toContainEqual(['event-altered', position]);
        expect(verified.balances).toEqual({});
        const byBytes = await verifiedOf({ ...evidence, events, checkpoints: [late], depth: 'bytes' });
        expect(byBytes.problems).toEqual(verified.problems.filter(({ code }) => code !== 'revision-gap'));
      }
    }
  });
  it('finds a cut tail by the checkpoint that was signed before', async () => {
    const { test, late } = await signed();
    const { events, leaves } = await evidenceOf(test);
    const cut = { events: events.slice(0, 5), leaves: leaves.slice(0, 5), verifier: signer };
    expect(codes(await verifiedOf({ ...cut, checkpoints: [late] }))).toEqual([['tail-cut', 5]]);
    expect(codes(await verifiedOf({ ...cut, leaves, checkpoints: [] }))).toEqual([['tail-missing', 5]]);
  });
  it('finds a history that was rewritten together with its hashes', async () => {
    const { test, early } = await signed();
    const { events } = await evidenceOf(test);
    const opened = readEvent(events[3] ?? new Uint8Array());
    const rewritten = events.with(3, bytesOf({ ...opened, data: { ...(opened.data as object), opening: 9999 } }));
    const evidence = { events: rewritten, leaves: rewritten.map(leafHash), verifier: signer };
    expect(codes(await verifiedOf({ ...evidence, checkpoints: [early] }))).toEqual([['history-rewritten', undefined]]);
    const twice = await verifiedOf({ ...evidence, checkpoints: [early], kept: [early] });
    expect(codes(twice)).toEqual([['history-rewritten', undefined]]); // told once
    const keptRoot = { size: 7, root: rootOfLeaves(await test.store.leaves(0, 7)) };
    expect(codes(await verifiedOf({ ...evidence, checkpoints: [], keptRoot }))).toEqual([['root-differs', undefined]]);
  });
  it('finds events that changed places or are missing from a stream', async () => {
    const { test } = await signed();
    const { events } = await evidenceOf(test);
    const swapped = events.with(4, events[5] ?? new Uint8Array()).with(5, events[4] ?? new Uint8Array());
    const evidence = { events: swapped, leaves: swapped.map(leafHash), verifier: signer, checkpoints: [] };
    expect((await verifiedOf(evidence)).problems.map(({ code }) => code)).toContain('revision-gap');
    const without = events.filter((_, position) => position !== 4);
    const missing = await verifiedOf({ ...evidence, events: without, leaves: without.map(leafHash) });
    expect(codes(missing)).toEqual([['revision-gap', 4]]);
  });
  it('finds bytes that are no event of this program, or are not canonical', async () => {
    const { test } = await signed();
    const { events } = await evidenceOf(test);
    const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
    const encode = (value: string) => new TextEncoder().encode(value);
    for (const wrong of [
      '{}',
      'no json',
      text(events[6]).replace('MemberVisited', 'MemberVizited'),
      ` ${text(events[6])}`,
    ]) {
      const altered = events.with(6, encode(wrong));
      const evidence = { events: altered, leaves: altered.map(leafHash), verifier: signer, checkpoints: [] };
      expect(codes(await verifiedOf(evidence))).toEqual([['event-unreadable', 6]]);
    }
  });
  it('does not trust a checkpoint that another key has signed, or that was altered, and says which one', async () => {
    const { test, late } = await signed();
    const { events, leaves } = await evidenceOf(test);
    for (const [note, code] of [
      [await checkpointOf(test, STRANGER), 'checkpoint-of-other-log'],
      [late.replace('\n7\n', '\n6\n'), 'checkpoint-not-signed'],
      [late.slice(0, -9), 'checkpoint-broken'],
      ['', 'checkpoint-broken'],
    ] as const) {
      const kept = await verifyStore(test.store, signer, { extra: [note] });
      expect(codes(kept)).toEqual([[`kept-${code}`, undefined]]);
      const own = await verifiedOf({ events, leaves, verifier: signer, checkpoints: [note] });
      expect(own.problems).toEqual([{ code, detail: { log: HEADER.origin } }]);
    }
  });
});

type Bundled = { readonly store: Parameters<typeof bundleLines>[0] };

async function bundleOf(test: Bundled, checkpoint: string): Promise<Uint8Array> {
  let text = '';
  for await (const line of bundleLines(test.store, signer, checkpoint)) text += line;
  return new TextEncoder().encode(text);
}

describe('a bundle for the auditor', () => {
  it('verifies elsewhere, with nothing but itself', async () => {
    const { test, early, late } = await signed();
    const bytes = await bundleOf(test, late);
    const verified = await verifyBundle(bytes, { earlier: early, trustedKey: signer });
    expect(verified).toMatchObject({ ok: true, size: 7, problems: [], balances: { F1: -500 } });
    expect(verified.digits.length).toBeGreaterThan(0);
    expect(new TextDecoder().decode(bytes)).not.toContain('黄某人');
  });
  it('holds as many events as its checkpoint has signed', async () => {
    const { test, early } = await signed();
    expect(await verifyBundle(await bundleOf(test, early))).toMatchObject({
      ok: true,
      size: 4,
      balances: { F1: 1000 },
    });
  });
  it('of more than a thousand events is whole', async () => {
    const test = await testMingbai();
    await Promise.all(Array.from({ length: 1100 }, () => test.run(officer, 'visit.record', visit('2025-03-08'))));
    expect(await verifyBundle(await bundleOf(test, await checkpointOf(test)))).toMatchObject({ ok: true, size: 1103 });
  });
  it('is found out wherever one byte of it is flipped', async () => {
    const { test, late } = await signed();
    const bytes = await bundleOf(test, late);
    for (let at = 0; at < bytes.length; at += 61) {
      const outcome = await verifyBundle(flipped(bytes, at), { trustedKey: signer }).catch((error: unknown) => error);
      if (outcome instanceof NotABundle) continue;
      expect([at, (outcome as { ok: boolean }).ok]).toEqual([at, false]);
    }
  });
  it('names an event whose bytes are no text any more, in a bundle and in the store that it is made of', async () => {
    const { test, late } = await signed();
    const damage = (bytes: Uint8Array): void => void bytes.fill(0xff, 5, 6);
    const bytes = await bundleOf(test, late);
    const third =
      bytes.indexOf(
        0x20,
        [0, 1, 2, 3].reduce((from) => bytes.indexOf(0x0a, from) + 1, 0),
      ) + 1;
    damage(bytes.subarray(third));
    expect(codes(await verifyBundle(bytes)).slice(0, 1)).toEqual([['event-altered', 2]]);
    const damaged: Bundled['store'] = {
      leaves: (from, to) => test.store.leaves(from, to),
      readAll: async (from, limit) => {
        const page = await test.store.readAll(from, limit);
        for (const { position, bytes: stored } of page) if (position === 2) damage(stored);
        return page;
      },
    };
    expect(codes(await verifyBundle(await bundleOf({ store: damaged }, late))).slice(0, 1)).toEqual([
      ['event-altered', 2],
    ]);
  });
  it('says that its key is not the trusted one, or that it continues no earlier checkpoint', async () => {
    const { test, late } = await signed();
    const bytes = await bundleOf(test, late);
    expect(codes(await verifyBundle(bytes, { trustedKey: STRANGER })).map(([code]) => code)).toContain('other-key');
    const other = await testMingbai('another district');
    await other.must(officer, 'visit.record', visit('2025-03-01'));
    expect(codes(await verifyBundle(bytes, { earlier: await checkpointOf(other) }))).toEqual([
      ['history-rewritten', undefined],
    ]);
  });
  it('without its last lines is not whole', async () => {
    const { test, late } = await signed();
    const text = new TextDecoder().decode(await bundleOf(test, late));
    const lines = text.split('\n');
    const cut = [...lines.slice(0, 8), ...lines.slice(9)].join('\n');
    const verified = await verifyBundle(new TextEncoder().encode(cut));
    expect(codes(verified).map(([code]) => code)).toEqual(['tail-cut']);
    const unsigned = await verifyBundle(new TextEncoder().encode(lines.slice(0, 9).join('\n')));
    expect(codes(unsigned).map(([code]) => code)).toEqual(['checkpoint-broken']);
  });
  it.each(['', 'hello', 'mingbai-bundle@v2 0\n', 'mingbai-bundle@v1 x\n', 'mingbai-bundle@v1 0\nno key\n'])(
    'is not %j',
    async (text) => {
      await expect(verifyBundle(new TextEncoder().encode(text))).rejects.toThrow(NotABundle);
      await expect(verifyBundle(Uint8Array.of(0xff, 0xfe))).rejects.toThrow(NotABundle);
    },
  );
});
