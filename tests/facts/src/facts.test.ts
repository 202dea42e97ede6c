import type { Actor, Mingbai } from '@mingbai/application';
import { readSpan, type Span } from '@mingbai/kernel';
import { DOCUMENTS, FACT_TAGS, FACTS, RECORDED_FACTS, type RecordedFact } from '@mingbai/sample';
import type { ImportResult } from '@mingbai/workbook';
import { beforeAll, describe, expect, it } from 'vitest';
import { idsOf } from './fact-ids.ts';
import { freshStore, importSample } from './fresh-store.ts';

let mingbai: Mingbai;
let operator: Actor;
let imported: readonly ImportResult[];

beforeAll(async () => {
  ({ mingbai, operator } = await freshStore());
  imported = await importSample(mingbai, operator);
});

const spanOf = (text: string | undefined): Span => {
  const read = readSpan(text ?? '');
  if (!read.ok) throw new Error(`not a date: ${text}`);
  return read.value;
};

/** A fact's own organisation and span: from the first day of its rows to the last. */
function askedOf({ id, rows, asked }: RecordedFact): { org: string; period: string } {
  if (asked) return asked;
  const orgs = [...new Set(rows.map(([, org]) => org))];
  const spans = rows.map(([, , cells]) => spanOf(cells['occurredOn']));
  const [from] = spans.map((span) => span.from).toSorted();
  const to = spans
    .map((span) => span.to)
    .toSorted()
    .at(-1);
  if (orgs[0] === undefined || orgs.length > 1) throw new Error(`${id} is recorded in ${orgs.length} organisations`);
  return { org: orgs[0], period: `${from}..${to}` };
}

describe('the table of facts', () => {
  it('has every fact of the six tags exactly once', () => {
    for (const tag of FACT_TAGS) {
      expect(FACTS.filter((fact) => fact.tag === tag).map(({ id }) => id)).toEqual(idsOf(tag));
    }
    expect(new Set(FACTS.map(({ id }) => id)).size).toBe(154);
    expect(FACTS).toHaveLength(154);
  });

  it('says of each tag how many are recorded', () => {
    const counts = FACT_TAGS.map((tag) => {
      const own = FACTS.filter((fact) => fact.tag === tag);
      const recorded = own.filter(({ kind }) => kind === 'recorded').length;
      return [tag, recorded, own.length - recorded];
    });
    expect(counts).toEqual([
      ['visit', 16, 4],
      ['fund', 5, 3],
      ['congress', 9, 4],
      ['activity', 62, 4],
      ['organisation', 10, 8],
      ['plan', 25, 4],
    ]);
  });

  it('gives a reason for every fact and a figure for every recorded one', () => {
    expect(FACTS.filter(({ reason }) => reason.trim() === '').map(({ id }) => id)).toEqual([]);
    expect(RECORDED_FACTS.filter(({ figures }) => figures.length === 0).map(({ id }) => id)).toEqual([]);
  });

  it('keeps to the organisation of the document and never passes its date but for what it plans', () => {
    const astray = RECORDED_FACTS.filter(({ piece, rows }) => {
      const document = DOCUMENTS.find((each) => each.piece === piece);
      const inside = (day: string): boolean => document !== undefined && day <= document.dated;
      return !rows.every(
        ([register, org, cells]) =>
          org === document?.org && (register === 'plans' || inside(spanOf(cells['occurredOn']).to)),
      );
    });
    expect(astray.map(({ id }) => id)).toEqual([]);
  });
});

describe('the sample workbooks', () => {
  it('are imported without an error, every row as a new record', () => {
    expect(imported.flatMap(({ errors }) => errors)).toEqual([]);
    for (const { rows, recorded } of imported) expect(recorded).toBe(rows);
  });

  it('record nothing when they are imported again', async () => {
    const before = (await mingbai.ports.store.frontier()).size;
    const again = await importSample(mingbai, operator);
    expect(again.map(({ errors, recorded, corrected }) => [errors, recorded, corrected])).toEqual(
      imported.map(() => [[], 0, 0]),
    );
    expect(again.map(({ unchanged }) => unchanged)).toEqual(imported.map(({ rows }) => rows));
    expect((await mingbai.ports.store.frontier()).size).toBe(before);
  });
});

describe('a recorded fact comes back as its figure', () => {
  it.each(RECORDED_FACTS.map((fact) => [fact.id, fact] as const))('%s', (_id, fact) => {
    const asked = askedOf(fact);
    const found = fact.figures.map(([id]) => {
      const { figure } = mingbai.figure(operator, id, asked);
      return [id, figure.value, figure.unit, figure.precision];
    });
    expect(found).toEqual(fact.figures);
  });
});
