import { API_WORDS } from './words/api.ts';
import { COMMAND_LINE } from './words/command-line.ts';
import { ENUMERATIONS, SYNONYMS } from './words/enumerations.ts';
import { ACTIONS, CAPABILITY_NAMES, CONTEXTS, EVENTS, REGISTER_NAMES } from './words/events.ts';
import { EXPECTED, FIELDS, HINTS } from './words/fields.ts';
import { CLAUSES, EXCEPTIONS, FIGURE_LABELS, FINDINGS, NOTES, SECTIONS, SENTENCES, VERIFY } from './words/figures.ts';
import { PROBLEMS, TERMINAL_PROBLEMS } from './words/problems.ts';
import { TEXTS } from './words/texts.ts';
import { WEB_TEXTS } from './words/web.ts';

export type Details = Readonly<Record<string, string | number>>;

/** Fills `{name}` places; a place without a value is left blank. */
export const fill = (template: string, details: Details = {}): string =>
  template.replace(/\{([A-Za-z]+)\}/g, (_place, name: string) => String(details[name] ?? ''));

/** Amounts in fen have their words in yuan: `unpaidFen` fills `{unpaid}`. */
function inYuan(details: Details): Details {
  const money = Object.entries(details).flatMap(([name, value]) =>
    name.endsWith('Fen') ? [[name.slice(0, -3), (Number(value) / 100).toFixed(2)] as const] : [],
  );
  return { ...details, ...Object.fromEntries(money) };
}

/** Details that name roles, capabilities and registers by their codes are said in words, lists as lists are written. */
function inWords(details: Details): Details {
  const roles = ENUMERATIONS['role'] ?? {};
  const choice = ENUMERATIONS[String(details['words'] ?? '')];
  const say = (value: string): string =>
    choice?.[value] ??
    roles[value] ??
    ACTIONS[value] ??
    CAPABILITY_NAMES[value] ??
    REGISTER_NAMES[value] ??
    FIGURE_LABELS[value] ??
    FIELDS[value] ??
    value;
  const worded = Object.entries(details).map(([name, value]) => {
    if (typeof value !== 'string') return [name, value] as const;
    if (name === 'action' && REGISTER_NAMES[value]) return [name, reading(REGISTER_NAMES[value])] as const;
    const items = LISTS.has(name) ? value.split('\n').map((item) => withCode(item, choice)) : [value];
    return [name, listed(WORDED.has(name) ? items.map(say) : items)] as const;
  });
  const expected = EXPECTED[String(details['expected'])] ?? EXPECTED[''];
  return { ...Object.fromEntries(worded), expected: expected ?? '' };
}

const reading = (register: string): string => `查看${register}`;

/**
 * An item of a list: a name and its code that a tab holds apart, a register's record, or the code of a register, a
 * figure or a value, which is named first.
 */
function withCode(item: string, choice: Readonly<Record<string, string>> = {}): string {
  const [name = '', code] = item.split('\t');
  if (code !== undefined) return bracketed(name, code);
  const [register = '', ...record] = item.split(' ');
  if (record.length > 0 && REGISTER_NAMES[register]) return [REGISTER_NAMES[register], ...record].join(' ');
  const known = choice[item] ?? REGISTER_NAMES[item] ?? FIGURE_LABELS[item];
  return known === undefined ? item : bracketed(known, item);
}

/** Details that are lists: an item a line. Others may hold what a user typed, so theirs are left as they are. */
const LISTS: ReadonlySet<string> = new Set(['list', 'names', 'orgs', 'roles']);
const WORDED: ReadonlySet<string> = new Set(['held', 'asked', 'action', 'roles', 'part', 'figure']);

/** What is wrong and how to mend it, for a code that the domain, a port or an edge gave. Every code has its words. */
export function problemText(code: string, details: Details = {}): string {
  const template = PROBLEMS[code];
  if (!template) return `出现未归类的问题（${code}）；请把这个代码告诉区工会管理员`;
  return about(details, fill(template, inWords(inYuan(details))));
}

/** Of many records the one that the words are about is named before them. */
const about = ({ about: record }: Details, words: string): string =>
  typeof record === 'string' ? labelled(withCode(record), words) : words;

/** The same at the terminal. */
export const terminalProblemText = (code: string, details: Details = {}): string =>
  TERMINAL_PROBLEMS[code] === undefined
    ? problemText(code, details)
    : about(details, fill(TERMINAL_PROBLEMS[code], inWords(inYuan(details))));

/** Whether a code has words of its own. */
export const hasProblemText = (code: string): boolean => code in PROBLEMS;

export const fieldLabel = (register: string, field: string): string =>
  FIELDS[`${register}.${field}`] ?? FIELDS[field] ?? field;
/** The label of a field by its path: `people.0.name` is 慰问对象（姓名）第1项：名称. */
export function pathLabel(register: string, path: string): string {
  const labels = path
    .split('.')
    .map((part) => (/^\d+$/.test(part) ? `第${Number(part) + 1}项` : `：${fieldLabel(register, part)}`));
  return labels.join('').slice(1);
}
export const fieldHint = (field: string): string | undefined => HINTS[field];
export const registerName = (register: string): string => REGISTER_NAMES[register] ?? register;
export const contextName = (context: string): string => CONTEXTS[context] ?? context;
export const capabilityName = (capability: string): string => CAPABILITY_NAMES[capability] ?? capability;
export const eventName = (type: string): string => EVENTS[type] ?? type;
export const sectionTitle = (context: string): string => SECTIONS[context] ?? context;
/** Contexts in the order in which a work summary tells of them. */
export const SECTION_ORDER: readonly string[] = Object.keys(SECTIONS);
export const sentenceText = (key: string): string => SENTENCES[key] ?? '';
export const noteText = (code: string, details: Details = {}): string => fill(NOTES[code] ?? code, inWords(details));

/** What an audit check found, in words; findings are a line each, with the rule behind a tab. */
export const exceptionText = (code: string, details: Details): string =>
  fill(EXCEPTIONS[code] ?? code, {
    ...inWords(inYuan(details)),
    imported: details['imported'] === undefined ? '' : '导入的',
    findings: clauses(
      String(details['findings'] ?? '')
        .split('\n')
        .map(findingText),
    ),
  });

function findingText(line: string): string {
  const [code = '', rule = ''] = line.split('\t');
  return bracketed(FINDINGS[code] ?? code, rule);
}
/** What did not verify, in words. */
export const verifyText = (code: string, details: Details): string => fill(VERIFY[code] ?? code, details);

/** The word of an enumeration value. */
export const word = (prefix: string, value: string): string => ENUMERATIONS[prefix]?.[value] ?? value;

/** The value that a word or one of its synonyms means; undefined when it is none of the allowed ones. */
export function valueOf(prefix: string, text: string, values: readonly string[]): string | undefined {
  const given = text.trim();
  const synonym = SYNONYMS[prefix]?.[given];
  return values.find((value) => word(prefix, value) === given) ?? values.find((value) => value === synonym);
}

/** Whether a cell says that a clerk has added up the rows above. */
export const saysTotal = (text: string): boolean =>
  /^[本全]?[页月季年]?(?:合计|小计|总计|共计|累计)[:：]?$/.test(text.replaceAll(/\s/g, ''));

/** The catalogue as the readers and writers of fields want it. */
export const words = { word, value: valueOf };

/** Which enumeration a figure's dimension takes its words from: its own name, unless several enumerations share it. */
const dimensionPrefix = (figure: string, dimension: string): string =>
  DIMENSIONS[`${figure}.${dimension}`] ?? DIMENSIONS[`${figure.split('.')[0]}.${dimension}`] ?? dimension;

const DIMENSIONS: Readonly<Record<string, string>> = {
  'organisation.kind': 'organisation-kind',
  'organisation.category': 'head-count',
  'organisation.stated-share.category': 'share',
  'activity.kind': 'activity-kind',
  'activity.role': 'activity-role',
  'fund.kind': 'fund-kind',
  'plan.field': 'work-field',
  'plan.outcome': 'plan-outcome',
};

/** A figure's name with the words of its dimensions: 走访慰问人次（住院）; `orgName` is the name of its organisation. */
export function figureLabel(id: string, orgName?: string): string {
  const [name, terms] = id.replace(']', '').split('[');
  const label = FIGURE_LABELS[name ?? ''] ?? id;
  const named = (terms ?? '')
    .split(',')
    .filter(Boolean)
    .map((term) => {
      const [dimension = '', value = ''] = term.split('=');
      return dimension === 'org' ? (orgName ?? value) : word(dimensionPrefix(name ?? '', dimension), value);
    });
  return named.length > 0 ? `${label}（${named.join('、')}）` : label;
}

/** Items as a Chinese list: 甲、乙. */
export const listed = (items: readonly string[]): string => items.join('、');
/** Clauses of one sentence: 甲；乙. */
export const clauses = (items: readonly string[]): string => items.join('；');
/** A name with what belongs to it in brackets: 甲（S01）. */
export const bracketed = (name: string, more: string): string => `${name}（${more}）`;
/** What is said about a field: 【日期】这一项必填. */
export const labelled = (label: string, words: string): string => `【${label}】${words}`;

/** A fixed text of the user interface or a paper. */
export const text = (key: string, details: Details = {}): string => fill(TEXTS[key] ?? key, details);

export type WebKey = keyof typeof WEB_TEXTS;
/** A text of the web pages. */
export const webText = (key: WebKey, details: Details = {}): string => fill(WEB_TEXTS[key], details);

function known(texts: Readonly<Record<string, string>>, key: string): string {
  const template = texts[key];
  if (template === undefined) throw new Error(`no text for ${key}`);
  return template;
}

/** A text of the command line. */
export const lineText = (key: string, details: Details = {}): string => fill(known(COMMAND_LINE, key), details);
/** A text of the interface description. */
export const apiText = (key: string): string => known(API_WORDS, key);

export { CLAUSES };
export type ClauseSet = keyof typeof CLAUSES;

export const CATALOGUE = {
  CAPABILITY_NAMES,
  CONTEXTS,
  ENUMERATIONS,
  EVENTS,
  EXPECTED,
  FIELDS,
  FIGURE_LABELS,
  FINDINGS,
  HINTS,
  NOTES,
  PROBLEMS,
  REGISTER_NAMES,
  SECTIONS,
  SENTENCES,
  TEXTS,
};
