import type { AnyCapability, RegisterView } from '@mingbai/kernel';
import { describe, expect, it } from 'vitest';
import { on } from './ids.ts';
import { eventOf, expectEveryRejectionTried, given, newIdOf } from './specification.ts';
import { ORG, Streams, TODAY, type GivenEvent } from './streams.ts';

type Content = Readonly<Record<string, unknown>>;
type Sample = {
  /** What a union would record, and what it would record after it has learnt better. */
  readonly first: Content;
  readonly better: Content;
  /** The record's own key; an id is made when it has none. */
  readonly record?: string;
  /** What would give the record another key, where it has one of the trade's own. */
  readonly rekeyed?: Content;
  /** Contents that the register's own rules refuse, by code. */
  readonly refused?: Readonly<Record<string, Content>>;
};

const common = { org: ORG, occurredOn: on('2025-03-08') };
const REASON = 'counted wrongly';
const tomorrow = on('2025-03-11');

type Parts = {
  record: AnyCapability;
  correct: AnyCapability;
  withdraw: AnyCapability;
  types: readonly string[];
  ahead: boolean;
};

function partsOf({ capabilities, events, ahead = false }: RegisterView): Parts {
  const [record, correct, withdraw] = capabilities;
  if (!record || !correct || !withdraw) throw new Error('a register records, corrects and withdraws');
  return { record, correct, withdraw, types: events.map(({ type }) => type), ahead };
}

/** What every register does with its facts: recorded once, corrected with a reason, withdrawn with a reason. */
export function registerSpecification(register: RegisterView, sample: Sample): void {
  const parts = partsOf(register);
  const [recordedType = '', correctedType = '', withdrawnType = ''] = parts.types;
  const id = sample.record ?? newIdOf('record');
  const recorded = { ...eventOf(recordedType)({ record: id, ...sample.first }), ...common, id: newIdOf('first') };
  const change = { record: id, corrects: recorded.id, reason: REASON };
  const corrected = { ...eventOf(correctedType)({ ...change, ...sample.better }), occurredOn: common.occurredOn };
  const withdrawn = eventOf(withdrawnType)({ record: id, withdraws: recorded.id, reason: REASON });
  const facts = { id, sample, recorded, corrected, withdrawn };

  describe(`the register ${register.name}`, () => {
    recordingSpecification(parts, facts);
    correctingSpecification(parts, facts);
    belongingSpecification(parts, facts);
    seenSpecification(parts, facts);
    withdrawingSpecification(parts, facts);
    rowSpecification(register, parts, facts);
    it('is refused in every way that its capabilities name', () =>
      [parts.record, parts.correct, parts.withdraw].forEach(expectEveryRejectionTried));
  });
}

type Made = {
  readonly id: string;
  readonly sample: Sample;
  readonly recorded: GivenEvent;
  readonly corrected: GivenEvent;
  readonly withdrawn: GivenEvent;
};

function recordingSpecification({ record, ahead }: Parts, { sample, recorded, withdrawn }: Made): void {
  it('records a fact with the day it happened', () =>
    given()
      .when(record, { ...common, ...sample.first })
      .thenRecords({ ...recorded, occurredOn: common.occurredOn }));
  it(`records what is of today and ${ahead ? 'also' : 'nothing'} of tomorrow`, () => {
    given()
      .when(record, { ...sample.first, ...common, occurredOn: on(TODAY) })
      .thenRecords(bareOf(recorded));
    const ofTomorrow = given().when(record, { ...sample.first, ...common, occurredOn: tomorrow });
    if (ahead) ofTomorrow.thenRecords({ ...bareOf(recorded), occurredOn: tomorrow });
    else ofTomorrow.thenRefuses('in-the-future', { today: TODAY });
  });
  it('refuses a key that is in use, also by a record that was withdrawn', () => {
    given(recorded)
      .when(record, { ...common, ...sample.first })
      .thenRefuses('already-recorded');
    given(recorded, withdrawn)
      .when(record, { ...common, ...sample.first })
      .thenRefuses('already-recorded');
  });
  for (const [code, content] of Object.entries(sample.refused ?? {})) {
    it(`refuses ${code}`, () =>
      given()
        .when(record, { ...common, ...content })
        .thenRefuses(code));
  }
}

function correctingSpecification(
  { correct, ahead }: Parts,
  { id, sample, recorded, corrected, withdrawn }: Made,
): void {
  const change = { ...common, record: id, reason: REASON };
  it('corrects with the whole new record, the first event and the reason', () =>
    given(recorded)
      .when(correct, { ...change, ...sample.better })
      .thenRecords(corrected));
  it('names the first event again when it corrects a correction', () =>
    given(recorded, corrected)
      .when(correct, { ...change, ...sample.first, reason: 'right after all' })
      .thenRecords(
        eventOf(corrected.type)({ record: id, ...sample.first, corrects: recorded.id, reason: 'right after all' }),
      ));
  it('records nothing when the content and the day are the same as before', () => {
    given(recorded)
      .when(correct, { ...change, ...sample.first })
      .thenNothingHappens();
    given(recorded, corrected)
      .when(correct, { ...change, ...sample.better })
      .thenNothingHappens();
  });
  it('corrects the day alone', () =>
    given(recorded)
      .when(correct, { ...change, ...sample.first, occurredOn: on('2025-03-07') })
      .thenRecords({
        ...eventOf(corrected.type)({ record: id, ...sample.first, corrects: recorded.id, reason: REASON }),
        occurredOn: on('2025-03-07'),
      }));
  it(`refuses what is not there and what was withdrawn, and ${ahead ? 'not ' : ''}tomorrow`, () => {
    given()
      .when(correct, { ...change, ...sample.better })
      .thenRefuses('no-such-record');
    given(recorded, withdrawn)
      .when(correct, { ...change, ...sample.better })
      .thenRefuses('already-withdrawn');
    const toTomorrow = given(recorded).when(correct, { ...change, ...sample.better, occurredOn: tomorrow });
    if (ahead) toTomorrow.thenRecords({ ...corrected, occurredOn: tomorrow });
    else toTomorrow.thenRefuses('in-the-future', { today: TODAY });
  });
  const { rekeyed } = sample;
  if (rekeyed) {
    it('keeps its key for life', () =>
      given(recorded)
        .when(correct, { ...change, ...rekeyed })
        .thenRefuses('key-changed'));
  }
  for (const [code, content] of Object.entries(sample.refused ?? {})) {
    it(`refuses a correction to ${code}`, () =>
      given(recorded)
        .when(correct, { ...change, ...content })
        .thenRefuses(code));
  }
}

/** Whoever may act in one organisation changes nothing of another: permission is asked where the command says. */
function belongingSpecification({ correct, withdraw }: Parts, { id, sample, recorded }: Made): void {
  const foreign = { org: 'S2', record: id, reason: REASON };
  it('is not corrected or withdrawn in the name of another organisation', () => {
    given(recorded)
      .when(correct, { ...foreign, ...sample.better, occurredOn: recorded.occurredOn })
      .thenRefuses('record-of-other-organisation');
    given(recorded).when(withdraw, foreign).thenRefuses('record-of-other-organisation');
  });
}

/** Of two who have the same record before them, the second does not overwrite what the first has changed. */
function seenSpecification({ correct, withdraw }: Parts, { id, sample, recorded, corrected, withdrawn }: Made): void {
  const [seen, since] = [0, 1].map((revision) => ({ org: ORG, record: id, reason: REASON, revision }));
  const back = { ...sample.first, occurredOn: common.occurredOn };
  const corrects = { record: id, ...sample.first, corrects: recorded.id, reason: REASON };
  it('is changed as it was seen, and not once somebody else has changed it', () => {
    given(recorded, corrected)
      .when(correct, { ...seen, ...back })
      .thenRefuses('record-changed-meanwhile');
    given(recorded, corrected)
      .when(withdraw, { ...seen })
      .thenRefuses('record-changed-meanwhile');
    given(recorded, corrected)
      .when(correct, { ...since, ...back })
      .thenRecords(eventOf(corrected.type)(corrects));
    given(recorded, corrected)
      .when(withdraw, { ...since })
      .thenRecords({ ...withdrawn, occurredOn: common.occurredOn });
  });
}

function withdrawingSpecification({ withdraw }: Parts, { id, recorded, corrected, withdrawn }: Made): void {
  const command = { org: ORG, record: id, reason: REASON };
  it('withdraws with a reason, on the day of the fact itself', () => {
    given(recorded)
      .when(withdraw, command)
      .thenRecords({ ...withdrawn, occurredOn: common.occurredOn });
    given(recorded, { ...corrected, occurredOn: on('2025-03-07') })
      .when(withdraw, command)
      .thenRecords({ ...withdrawn, occurredOn: on('2025-03-07') });
  });
  it('refuses what is not there and what was withdrawn before', () => {
    given().when(withdraw, command).thenRefuses('no-such-record');
    given(recorded, withdrawn).when(withdraw, command).thenRefuses('already-withdrawn');
  });
}

function rowSpecification(
  register: RegisterView,
  { record }: Parts,
  { id, sample, recorded, corrected, withdrawn }: Made,
): void {
  it('has one row with the effective content, and none once it is withdrawn', () => {
    const streams = new Streams();
    const rows = [recorded, corrected, withdrawn].map((event) => register.effects(streams.add(event, 'any'))[0]);
    expect(rows.map((row) => [row?.register, row?.record])).toEqual(
      Array.from({ length: 3 }, () => [register.name, id]),
    );
    expect(rows.map((row) => row?.row)).toEqual([sample.first, sample.better, null]);
  });
  it('takes its rows in by the capability that its sheet names', () => expect(register.sheet?.record).toBe(record));
}

const bareOf = ({ type, version, data }: GivenEvent): GivenEvent => ({ type, version, data });
