import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { figureDefinition } from '@mingbai/application';
import { CAPABILITIES, FIGURES, RATIOS, REGISTERS } from '@mingbai/domain';
import { fieldsOf, parseFigureId, PRECISIONS, RULE_OUTCOMES, SUMMARY_KINDS, UNITS, type Field } from '@mingbai/kernel';
import {
  CATALOGUE,
  CLAUSES,
  exceptionText,
  fieldLabel,
  hasProblemText,
  noteText,
  sentenceText,
  verifyText,
} from '@mingbai/messages';
import { describe, expect, it } from 'vitest';

const HAN = /\p{Script=Han}/u;
const missingIn = (words: Readonly<Record<string, string>>, keys: Iterable<string>): readonly string[] =>
  [...new Set(keys)].filter((key) => !HAN.test(words[key] ?? ''));
const unusedIn = (words: Readonly<Record<string, string>>, keys: Iterable<string>): readonly string[] => {
  const used = new Set(keys);
  return Object.keys(words).filter((key) => !used.has(key));
};

/** A field and all fields inside of it. */
const withInner = (field: Field): readonly Field[] => [
  field,
  ...(field.item ? withInner(field.item) : []),
  ...(field.parts ?? []).flatMap(withInner),
];
const FIELDS = REGISTERS.flatMap((register) => {
  const schemas = [register.fields, ...register.capabilities.map(({ input }) => input)];
  return schemas
    .flatMap(fieldsOf)
    .flatMap(withInner)
    .map((field) => [register.name, field] as const);
});
const SENTENCES = REGISTERS.flatMap(({ sentences }) => sentences);
const FIGURE_IDS = [...FIGURES, ...RATIOS].map(({ id }) => id);
const EVENT_TYPES = REGISTERS.flatMap(({ events }) => events.map(({ type }) => type));
/** The codes that stand behind a rule in the sources of the context of funds. */
const FINDING_CODES = globSync('../../domain/src/fund/*.ts', { cwd: import.meta.dirname })
  .filter((file) => !file.endsWith('.test.ts'))
  .flatMap((file) => [
    ...readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(/rule: '[A-Z]+-\d+',\s*code: ([^,}\n]+)/g),
  ])
  .flatMap(([, code = '']) => [...code.matchAll(/'([a-z-]+)'/g)].map(([, each = '']) => each));

describe('the catalogue has words for', () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['every event', CATALOGUE.EVENTS, EVENT_TYPES],
    ['every register', CATALOGUE.REGISTER_NAMES, REGISTERS.map(({ name }) => name)],
    ['every context', CATALOGUE.CONTEXTS, REGISTERS.map(({ context }) => context)],
    [
      'every section of a summary',
      CATALOGUE.SECTIONS,
      REGISTERS.filter(({ sentences }) => sentences.length > 0).map(({ context }) => context),
    ],
    ['every capability', CATALOGUE.CAPABILITY_NAMES, CAPABILITIES.map(({ name }) => name)],
    ['every figure', CATALOGUE.FIGURE_LABELS, FIGURE_IDS],
    ['every sentence', CATALOGUE.SENTENCES, SENTENCES],
    ['every rejection', CATALOGUE.PROBLEMS, CAPABILITIES.flatMap(({ rejections }) => rejections)],
    ['every kind of field, and how it is written', CATALOGUE.EXPECTED, FIELDS.map(([, { kind }]) => kind)],
    ['every precision', CATALOGUE.ENUMERATIONS['precision'] ?? {}, PRECISIONS],
    ['every kind of summary', CATALOGUE.ENUMERATIONS['summary-kind'] ?? {}, SUMMARY_KINDS],
    ['what a rule finds against an entry', CATALOGUE.FINDINGS, FINDING_CODES],
    ['every outcome of a rule', CATALOGUE.ENUMERATIONS['outcome'] ?? {}, RULE_OUTCOMES],
  ])('%s', (_what, words, keys) => expect(missingIn(words, keys)).toEqual([]));
  it('how each problem is mended', () => {
    const how = /请|可选|可写|只能用|可以导出的|已有账号|用 mingbai|工作簿导入|不写就|加 --person/;
    expect(Object.entries(CATALOGUE.PROBLEMS).filter(([, words]) => !how.test(words))).toEqual([]);
  });

  it('every value of every choice, each its own', () => {
    for (const [register, { name, words, values }] of FIELDS) {
      if (!values || values.every((value) => (UNITS as readonly string[]).includes(value))) continue;
      const said = CATALOGUE.ENUMERATIONS[words ?? name] ?? {};
      expect([register, name, missingIn(said, values)]).toEqual([register, name, []]);
      expect(new Set(values.map((value) => said[value])).size).toBe(values.length);
    }
  });
  it('every field', () => {
    const unnamed = FIELDS.filter(([register, { name }]) => !HAN.test(fieldLabel(register, name)));
    expect([...new Set(unnamed.map(([register, { name }]) => `${register}.${name}`))]).toEqual([]);
  });
  it('every code that a package gives', () => {
    const root = join(import.meta.dirname, '../..');
    const files = globSync(
      '{kernel,domain,application,sheets,workbook,store-directory,vault,event-store-sqlite}/src/**/*.ts',
      { cwd: root },
    );
    const sources = files.filter((file) => !/(\.test\.ts$|[\\/](testing|contract-tests)[\\/])/.test(file));
    const codes = sources.flatMap((file) =>
      Array.from(
        readFileSync(join(root, file), 'utf8').matchAll(/(?:\bcode: |Error\(|errorAt\([^']*)'([a-z]+(?:-[a-z]+)+)'/g),
        (match) => match[1] ?? '',
      ),
    );
    const ofStores = readFileSync(join(root, 'application/src/store-error.ts'), 'utf8').matchAll(/\| '([a-z-]+)'/gu);
    codes.push(...Array.from(ofStores, (match) => match[1] ?? ''));
    const said = (code: string): boolean =>
      hasProblemText(code) || [exceptionText, verifyText, noteText].some((text) => HAN.test(text(code, {})));
    expect(codes.length).toBeGreaterThan(50);
    expect([...new Set(codes)].filter((code) => !said(code))).toEqual([]);
  });
});

describe('the catalogue has no words for what is not there', () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['events', CATALOGUE.EVENTS, EVENT_TYPES],
    ['registers', CATALOGUE.REGISTER_NAMES, REGISTERS.map(({ name }) => name)],
    ['contexts', CATALOGUE.CONTEXTS, REGISTERS.map(({ context }) => context)],
    ['capabilities', CATALOGUE.CAPABILITY_NAMES, CAPABILITIES.map(({ name }) => name)],
    ['figures', CATALOGUE.FIGURE_LABELS, FIGURE_IDS],
    ['sentences', CATALOGUE.SENTENCES, SENTENCES],
    ['findings', CATALOGUE.FINDINGS, FINDING_CODES],
  ])('%s', (_what, words, keys) => expect(unusedIn(words, keys)).toEqual([]));
});

/** There is such a figure, and it is narrowed to values that there are. */
function expectFigure(place: string): void {
  const query = parseFigureId(place);
  const definition = figureDefinition(query?.id ?? '');
  expect([place, definition?.id]).toEqual([place, query?.id]);
  for (const [name, value] of Object.entries(query?.where ?? {})) {
    const by = definition && 'by' in definition ? definition.by : [];
    expect([place, by.includes(name)]).toEqual([place, true]);
    expect([place, Object.values(CATALOGUE.ENUMERATIONS).some((words) => value in words)]).toEqual([place, true]);
  }
}

describe('a sentence of a summary', () => {
  it.each(SENTENCES)('%s holds figures that there are, narrowed to values that there are', (key) => {
    const places = Array.from(sentenceText(key).matchAll(/\{([^}]+)\}/g), (match) => match[1] ?? '');
    expect(places.length).toBeGreaterThan(0);
    for (const place of places) {
      if (place.startsWith('list:')) expect(REGISTERS.map(({ name }) => `list:${name}`)).toContain(place);
      else expectFigure(place);
    }
  });
  it('about one unit holds figures that there are', () => {
    const places = Object.values(CLAUSES).flatMap((clauses) => clauses.map(([place]) => place));
    expect(places.length).toBeGreaterThan(5);
    for (const place of places) expectFigure(place);
  });
  it('about results holds no figure of what is planned', () => {
    const ids = REGISTERS.filter(({ ahead }) => ahead).flatMap(({ figures }) => figures.map(({ id }) => id));
    const results = REGISTERS.filter(({ ahead }) => !ahead).flatMap(({ sentences }) => sentences.map(sentenceText));
    expect(ids.length).toBeGreaterThan(0);
    const told = [...results, ...CLAUSES.results.map(([place]) => place)];
    for (const id of ids) expect(told.filter((sentence) => sentence.includes(id))).toEqual([]);
  });
});
