import { actorNamed, replay, type Actor, type Mingbai } from '@mingbai/application';
import { SAMPLE } from '@mingbai/sample';
import { beforeAll, expect, it } from 'vitest';
import { freshStore, importSample } from './fresh-store.ts';

const { org, fund } = SAMPLE.tour;
let mingbai: Mingbai;
let operator: Actor;

beforeAll(async () => {
  ({ mingbai, operator } = await freshStore());
  await importSample(mingbai, operator);
});

const act = (who: string, name: string, input: Readonly<Record<string, unknown>>) =>
  mingbai.run(actorNamed(mingbai, who, 'asserted'), name, { org, fund, ...input });

it('lets the officer request, the chair approve and the cashier pay, each by name', async () => {
  const amount = 50_000;
  const before = (await replay(mingbai, operator, { fund })).balanceFen;
  expect(await act('许某', 'fund.request', { amount, purpose: 'hospital' })).toMatchObject({ ok: true });
  const [asked] = mingbai.list(operator, 'payment-requests', { org });
  const request = asked?.record;
  expect(await act('许某', 'fund.approve', { request })).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
  expect(await act('林某', 'fund.approve', { request })).toMatchObject({ ok: true });
  expect(await act('秦某', 'fund.disburse', { request, amount, form: 'cash' })).toMatchObject({ ok: true });
  expect((await replay(mingbai, operator, { fund })).balanceFen).toBe(Number(before) - amount);
});

it('lets the district auditor replay a fund whose opening is unknown', async () => {
  const replayed = await replay(mingbai, actorNamed(mingbai, '褚某', 'asserted'), { fund: 'D01-ZH' });
  expect(replayed.openingKnown).toBe(false);
  expect(replayed.entries.length).toBeGreaterThan(20);
});
