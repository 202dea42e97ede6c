import { describe, expect, it } from 'vitest';
import { expectEveryRejectionTried, given, ORG, Streams } from '../testing/index.ts';
import { fund } from './fund.ts';
import { openFund } from './open-fund.ts';
import { common, opened, TOMORROW } from './testing/fund-fixtures.ts';

const command = { ...common, name: 'Fund F1', kind: 'union', opening: 80_000 };

describe('opening a fund', () => {
  it('records the opening amount', () => given().when(openFund, command).thenRecords(opened(80_000)));
  it('records an opening of nothing as nothing, which is known', () =>
    given()
      .when(openFund, { ...command, opening: 0 })
      .thenRecords(opened(0)));
  it('records an opening that nobody knows without an amount', () => {
    const { opening: _opening, ...unknown } = command;
    given().when(openFund, unknown).thenRecords(opened(undefined));
  });
  it('records an opening below zero for review, as an old book may say, and refuses it by hand', () => {
    given()
      .when(openFund, { ...command, opening: -1 }, { imported: true })
      .thenFinds('FUND-03 opening-below-zero');
    given()
      .when(openFund, { ...command, opening: -1 })
      .thenRefuses('opening-below-zero');
  });
  it('is possible today and not for tomorrow', () => {
    given()
      .when(openFund, { ...command, occurredOn: TOMORROW }, { today: TOMORROW.to })
      .thenRecords(opened(80_000));
    given()
      .when(openFund, { ...command, occurredOn: TOMORROW })
      .thenRefuses('in-the-future', { today: '2025-03-10' });
  });
  it('refuses a code that is in use, even for another organisation', () => {
    given(opened(0)).when(openFund, command).thenRefuses('already-open');
    given({ ...opened(0), org: 'S2' })
      .when(openFund, command)
      .thenRefuses('already-open');
  });
  it('keeps the fund with the organisation that opened it', () => {
    const streams = new Streams();
    streams.run(openFund, command);
    expect(streams.state(fund, 'fund-F1')).toMatchObject({ org: ORG, balance: 80_000, openingKnown: true });
  });
  it('is refused in every way that it names', () => expectEveryRejectionTried(openFund));
});
