import { canonicalText, fieldsOf, readText, writeText, type Field, type Words } from '@mingbai/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAPABILITIES, REGISTERS } from './index.ts';
import { arbitraryOf } from './testing/index.ts';

const money = 'stated(分)';
const person = 'person';

/** What a field of each name is, wherever it occurs; after an `@` where one register means something else by it. */
const KINDS: Readonly<Record<string, string>> = {
  org: 'organisation',
  occurredOn: 'span',
  evidence: 'evidence',
  record: 'text',
  revision: 'number',
  reason: 'long-text',
  remark: 'long-text',
  summary: 'long-text',
  note: 'text',
  person: 'person-record',
  'person@persons': 'text',
  staffNumber: 'text',
  classes: '[enum]',
  ground: 'long-text',
  gender: 'enum',
  retiresOn: 'text',
  administeredBy: 'organisation',
  reportsTo: '[text]',
  code: 'text',
  name: 'text',
  'name@persons': 'text!identity',
  kind: 'enum',
  category: 'enum',
  role: 'enum',
  post: 'enum',
  body: 'text',
  term: 'number',
  endsOn: 'day',
  basis: 'text',
  count: 'stated(人 个)',
  value: 'stated(% 岁)',
  triggers: '[enum]',
  people: `[${person}]`,
  groups: '[{kind:enum count:stated(人次 人 户)}]',
  place: 'text',
  siteSurvey: 'boolean',
  visitors: `[{post:text person:${person}}]`,
  money: `[{amount:${money} payers:[enum]}]`,
  followUp: 'text!hardship',
  gifts: `[{item:text quantity:stated(份 件 斤 箱 盒 束 套 个) price:${money}}]`,
  fund: 'fund',
  'fund@funds': 'text',
  counterpart: 'fund',
  amount: 'fen',
  opening: 'fen',
  purpose: 'enum',
  'purpose@funds': 'long-text',
  source: 'enum',
  form: 'enum',
  direction: 'enum',
  festival: 'enum',
  beneficiary: 'enum',
  payee: person,
  payer: 'text',
  project: 'text',
  visit: 'visit',
  request: 'text',
  entry: 'text',
  voucherNumber: 'text',
  invoiceNumber: 'text',
  bodies: '[{body:enum term:ordinal session:number}]',
  sittings: '[day]',
  entitled: 'stated(人)',
  present: 'stated(人)',
  agenda: '[text]',
  resolutions: '[{title:text inFavour:stated(人) against:stated(人) abstained:stated(人)}]',
  rights: '[enum]',
  occasions: '[enum]',
  edition: 'number',
  audience: '[enum]',
  participants: '[stated(人 人次 队 件 幅 所 个)]',
  hosts: '[text]',
  coHosts: '[text]',
  hostCount: 'stated(个)',
  items: '[text]',
  cost: money,
  payers: '[enum]',
  what: 'text',
  field: 'enum',
  responsible: 'text',
  partners: '[text]',
  outcome: 'enum',
  settledOn: 'day',
  results: `[{event:text rank:number level:enum prize:text winner:${person}}]`,
};

function signature({ kind, target, units, personal, item, parts }: Field): string {
  if (kind === 'reference') return target === 'person' ? 'person-record' : String(target);
  if (kind === 'list') return `[${item ? signature(item) : ''}]`;
  if (kind === 'object') return `{${(parts ?? []).map((part) => `${part.name}:${signature(part)}`).join(' ')}}`;
  return `${kind}${units ? `(${units.join(' ')})` : ''}${personal ? `!${personal}` : ''}`;
}

const registerOf = (name: string): string =>
  REGISTERS.find(({ capabilities }) => capabilities.some((each) => each.name === name))?.name ?? '';

describe.each(CAPABILITIES.map((capability) => [capability.name, capability] as const))(
  'the fields of %s',
  (name, { input }) => {
    const fields = fieldsOf(input);

    it('are of the kind that their names say', () => {
      const register = registerOf(name);
      for (const field of fields) {
        expect([field.name, signature(field)]).toEqual([
          field.name,
          KINDS[`${field.name}@${register}`] ?? KINDS[field.name],
        ]);
      }
    });
    it('are closed: what is not among them is refused', () => {
      expect(
        input
          .safeParse({ surprise: 1 })
          .error?.issues.some(({ code }: { code: string }) => code === 'unrecognized_keys'),
      ).toBe(true);
    });
    it('name the organisation, which everything is recorded for', () =>
      expect(fields.find((field) => field.name === 'org')).toMatchObject({ kind: 'reference', required: true }));
    it('are read back from their text as they were', () => {
      fc.assert(
        fc.property(arbitraryOf(input), (content) => {
          for (const field of fields) {
            const value = (content as Record<string, unknown>)[field.name];
            const text = writeText(field, value, CODES);
            if (text !== '')
              expect([field.name, text, outcomeOf(field, text)]).toEqual([field.name, text, told(value)]);
          }
        }),
        { numRuns: 60 },
      );
    });
  },
);

/** Codes in place of words: what the catalogue says is not this package's matter. */
const CODES: Words = {
  word: (_prefix, value) => value,
  value: (_prefix, word, values) => values.find((value) => value === word),
};

const outcomeOf = (field: Field, text: string): string => {
  const read = readText(field, text, CODES);
  return read.ok ? told(read.value) : read.error.code;
};

/** A value without what its text adds (the words as stated) or leaves out (the id of a person who is named). */
function told(value: unknown): string {
  return canonicalText(
    JSON.parse(JSON.stringify(value), (key, item: unknown) =>
      key === 'asStated' || (key === 'person' && typeof item === 'string') ? undefined : item,
    ),
  );
}
