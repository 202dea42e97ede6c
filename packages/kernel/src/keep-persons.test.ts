import { describe, expect, it } from 'vitest';
import { keepPersons } from './keep-persons.ts';

const named = (name: string, person?: string) => ({ name, ...(person === undefined ? {} : { person }) });
const kept = (input: readonly object[], before: readonly object[]) =>
  (keepPersons({ people: input }, { people: before }) as { people: unknown }).people;

describe('persons of a record that is corrected', () => {
  it('stay who they are where they are still named', () =>
    expect(kept([named('乙'), named('丙')], [named('甲', 'a'), named('乙', 'b')])).toEqual([
      named('乙', 'b'),
      named('丙'),
    ]));
  it('stay two where two of one name are named', () =>
    expect(kept([named('甲'), named('甲')], [named('甲', 'a'), named('甲', 'b')])).toEqual([
      named('甲', 'a'),
      named('甲', 'b'),
    ]));
  it('are not taken for somebody who is named by id already', () =>
    expect(kept([named('甲', 'a'), named('甲'), named('甲')], [named('甲', 'a'), named('甲', 'b')])).toEqual([
      named('甲', 'a'),
      named('甲', 'b'),
      named('甲'),
    ]));
});
