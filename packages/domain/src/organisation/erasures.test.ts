import { describe, expect, it } from 'vitest';
import { expectEveryRejectionTried, given, on, ORG, Streams, TODAY } from '../testing/index.ts';
import { erasePerson, erasures, PersonErased } from './erasures.ts';

const PERSON = 'person-1';
const command = { org: ORG, occurredOn: on('2025-03-08'), person: PERSON, ground: '本人申请' };
const ALL_BUT_VOUCHERS = ['identity', 'health', 'hardship', 'child'] as const;

describe('erasing a person', () => {
  it('takes all classes but vouchers, unless it is told which', () => {
    const erased = (classes: (typeof PersonErased.data)['_output']['classes']) =>
      PersonErased({ person: PERSON, classes, ground: '本人申请' });
    given()
      .when(erasePerson, command)
      .thenRecords(erased([...ALL_BUT_VOUCHERS]));
    given()
      .when(erasePerson, { ...command, classes: ['voucher', 'health'] })
      .thenRecords(erased(['health', 'voucher']));
  });
  it('takes what is left, and nothing when nothing is', () => {
    const before = PersonErased({ person: PERSON, classes: ['identity', 'child'], ground: '本人申请' });
    given(before)
      .when(erasePerson, command)
      .thenRecords(PersonErased({ person: PERSON, classes: ['health', 'hardship'], ground: '本人申请' }));
    given(before)
      .when(erasePerson, { ...command, classes: ['identity'] })
      .thenNothingHappens();
  });
  it('takes from one person what it has taken from another', () => {
    const streams = new Streams();
    for (const person of [PERSON, 'person-2']) streams.run(erasePerson, { ...command, person });
    expect(streams.all().map(({ data }) => data)).toMatchObject([{ person: PERSON }, { person: 'person-2' }]);
  });
  it('is not done ahead of its day', () =>
    given()
      .when(erasePerson, { ...command, occurredOn: on('2025-03-11') })
      .thenRefuses('in-the-future', { today: TODAY }));
  it('is listed, each time', () => {
    const streams = new Streams();
    streams.run(erasePerson, { ...command, classes: ['health'] });
    streams.run(erasePerson, command);
    const rows = streams.all().flatMap((event) => erasures.effects(event).map(({ record, row }) => [record, row]));
    expect(rows).toEqual([
      [expect.any(String), { person: PERSON, classes: ['health'], ground: '本人申请' }],
      [expect.any(String), { person: PERSON, classes: ['identity', 'hardship', 'child'], ground: '本人申请' }],
    ]);
    expect(new Set(rows.map(([record]) => record)).size).toBe(2);
  });
  it('is refused in every way that it names', () => expectEveryRejectionTried(erasePerson));
});
