import { registerNamed, REGISTERS } from '@mingbai/domain';
import {
  countWords,
  fieldsOf,
  SUMMARY_KINDS,
  writeText,
  writeSpan,
  yuanText,
  type Field,
  type SummaryKind,
  type Unit,
} from '@mingbai/kernel';
import { bracketed, eventName, fieldLabel, lineText, listed, registerName, word, words } from '@mingbai/messages';
import { Refused } from '@mingbai/application';
import { ProblemError, type Row, type SummaryAsked, type TracedEvent } from '@mingbai/client';
import { summaryText } from '@mingbai/papers';
import type { Command } from 'commander';
import { Usage } from './failure.ts';
import { writeFile } from './files.ts';
import { columns, tableText } from './output.ts';
import type { CliGateway } from './local-gateway.ts';
import { globals, type Run } from './run.ts';
import { withGateway } from './session.ts';
import { addClocks, addView, viewOf, type ViewOptions } from './view-options.ts';

const KINDS_IN_WORDS = SUMMARY_KINDS.map((kind) => bracketed(kind, word('summary-kind', kind)));
const FORMATS: readonly string[] = ['text', 'json', 'docx'];
const ORDERS = ['happened', 'recorded'] as const;

/** `list`, `summary`, `trace`, `replay`: the questions. */
export function addQueries(program: Command, run: Run): void {
  addList(program, run);
  addSummary(program, run);
  const traceCommand = program.command('trace <figure>').description(lineText('trace.description'));
  addView(traceCommand).action((id: string, options: ViewOptions) =>
    run(traceCommand, async (output) => {
      const traced = await withGateway(globals(traceCommand), (gateway) => gateway.trace(id, viewOf(options)));
      const { figure, events } = traced;
      output.data(traced, () => {
        const rows = events.map((event) => [
          String(event.position),
          eventName(event.type),
          event.org,
          writeSpan(event.occurredOn),
          contributionWords(event, figure),
          event.id,
        ]);
        const value = countWords(figure.value, figure.unit, figure.precision);
        const table = tableText(columns('position', 'event', 'org', 'date', 'contribution', 'id'), rows);
        return [lineText('trace.head', { figure: figure.label, value }), ...figure.notes, table].join('\n');
      });
      return 0;
    }),
  );
  addReplay(program, run);
}

/** A share is made of numbers of people, not of percents. */
const contributionWords = ({ contribution, precision }: TracedEvent, { unit }: { unit: Unit }): string =>
  countWords(contribution, unit === '%' ? '人' : unit, precision);

function addList(program: Command, run: Run): void {
  const registers = listed(REGISTERS.map(({ name }) => bracketed(name, registerName(name))));
  const list = program.command('list <register>').description(lineText('list.description', { registers }));
  addView(list).action((name: string, options: ViewOptions) =>
    run(list, async (output) => {
      const listing = await withGateway(globals(list), async (gateway) => {
        const rows = await gateway.list(name, viewOf(options));
        return { name, rows, persons: output.json ? new Map<string, string>() : await namesOf(gateway, name, options) };
      });
      output.data({ register: name, rows: listing.rows.map(flatRow) }, () => listText(listing));
      return 0;
    }),
  );
}

const flatRow = ({ record, revision, org, from, to, asStated, event, type, position, recordedAt, row }: Row) => ({
  ...row,
  record,
  revision,
  org,
  occurredOn: { from, to, ...(asStated ? { asStated } : {}) },
  event,
  eventType: type,
  position,
  recordedAt,
});

/** A derived balance in yuan; one whose opening is unknown is only its known part. */
const moneyText = (value: unknown, precision: unknown): string =>
  typeof value === 'number' ? countWords(value, '分', precision === 'exact' ? 'exact' : 'over') : '—';

type Listing = { readonly name: string; readonly rows: readonly Row[]; readonly persons: ReadonlyMap<string, string> };

type Column = { readonly head: string; readonly text: (row: Row) => string };

/** The columns that hold something, persons by name; registers that are acted on show the number to act with. */
function listText(listing: Listing): string {
  const { name, rows } = listing;
  const shown = columnsOf(listing);
  const body = rows.map((row) => shown.map(({ text }) => text(row)));
  const head = lineText('list.head', { register: registerName(name), count: rows.length });
  return `${head}\n${tableText(
    shown.map((each) => each.head),
    body,
  )}`;
}

function columnsOf({ name, rows, persons }: Listing): readonly Column[] {
  const register = registerNamed(name);
  const [org = '', date = ''] = columns('org', 'date');
  const fields = (register ? fieldsOf(register.fields) : []).filter((field) => !isAside(name, field));
  const used = fields.filter((field) => rows.some(({ row }) => row[field.name] !== undefined)).slice(0, 7);
  const cell = (field: Field, value: unknown): string =>
    (typeof value === 'string' ? persons.get(value) : undefined) ?? writeText(field, value, words);
  const column = (field: string, text: Column['text']): Column => ({ head: fieldLabel(name, field), text });
  const acted = [column('status', ({ row }) => statusText(row['status'])), column('record', ({ record }) => record)];
  const moved = [column('type', ({ type }) => eventName(type)), column('deltaFen', ({ row }) => deltaText(row))];
  return [
    { head: org, text: (row) => row.org },
    { head: date, text: dateText },
    ...(name === ENTRIES ? moved : []),
    ...used.map((field) => column(field.name, ({ row }) => cell(field, row[field.name]))),
    ...(register?.derived ?? []).map((each) =>
      column(each.name, ({ row }) => moneyText(row[each.name], row[`${each.name}Precision`])),
    ),
    ...(register?.sheet === undefined ? acted : []),
  ];
}

const ENTRIES = 'fund-entries';
/** What repeats the sign and the amount of an entry, or is mostly blank, as on its page on the web. */
const ASIDE: ReadonlySet<string> = new Set(['amount', 'festival', 'visit']);
const isAside = (register: string, field: Field): boolean => register === ENTRIES && ASIDE.has(field.name);

const dateText = ({ from, to, asStated }: Row): string =>
  asStated ?? (from === to ? from : lineText('list.span', { from, to }));

/** What an entry moved, in yuan with its sign; a dash where a fund was opened with an amount that nobody knows. */
const deltaText = (row: Row['row']): string =>
  row['openingUnknown'] === true ? '—' : yuanText(Number(row['deltaFen']));

const statusText = (status: unknown): string => (typeof status === 'string' ? word('status', status) : '');

/** Names of registered persons, for registers that refer to them; none where the asker may not read persons. */
async function namesOf(
  gateway: CliGateway,
  register: string,
  options: ViewOptions,
): Promise<ReadonlyMap<string, string>> {
  const fields = registerNamed(register)?.fields;
  if (!fields || register === 'persons' || !fieldsOf(fields).some(({ target }) => target === 'person'))
    return new Map();
  try {
    const persons = await gateway.list('persons', viewOf({ ...options, period: undefined }));
    return new Map(persons.map(({ record, row }) => [record, String(row['name'])] as const));
  } catch (error) {
    if (error instanceof Refused || error instanceof ProblemError) return new Map();
    throw error;
  }
}

function addSummary(program: Command, run: Run): void {
  const summary = program.command('summary').description(lineText('summary.description'));
  addView(summary)
    .option('--kind <kind>', lineText('summary.kind', { kinds: listed(KINDS_IN_WORDS) }), 'school')
    .option('--format <format>', lineText('summary.format', { formats: listed(FORMATS) }), 'text')
    .option('--out <file>', lineText('summary.out'))
    .action((options: ViewOptions & { kind: string; format: string; out?: string }) =>
      run(summary, async (output) => {
        const { org, period, kind, format, out } = options;
        if (org === undefined) throw new Usage('org-required');
        if (period === undefined) throw new Usage('period-required');
        if (!SUMMARY_KINDS.includes(kind as SummaryKind))
          throw new Usage('not-in-list', { text: kind, list: listed(KINDS_IN_WORDS) });
        if (!FORMATS.includes(format)) throw new Usage('not-in-list', { text: format, list: listed(FORMATS) });
        const asked: SummaryAsked = { ...viewOf(options), org, period, kind: kind as SummaryKind };
        if (format === 'docx') {
          if (out === undefined) throw new Usage('usage', { text: '--format docx --out F.docx' });
          const document = await withGateway(globals(summary), (gateway) => gateway.summaryDocument(asked));
          writeFile(out, new Uint8Array(await document.arrayBuffer()));
          output.say(lineText('summary.done', { out }));
          return 0;
        }
        const content = await told(globals(summary), asked, format === 'json' || output.json);
        if (out !== undefined) writeFile(out, `${content}\n`);
        else process.stdout.write(`${content}\n`);
        return 0;
      }),
    );
}

/** The summary as data, which lists the events of every figure, or as text, which needs only their number. */
async function told(at: ReturnType<typeof globals>, asked: SummaryAsked, json: boolean): Promise<string> {
  const events = json ? 'listed' : 'counted';
  const made = await withGateway(at, (gateway) => gateway.summary({ ...asked, events }));
  return json ? JSON.stringify(made, null, 2) : summaryText(made);
}

function addReplay(program: Command, run: Run): void {
  const command = program.command('replay <fund>').description(lineText('replay.description'));
  addClocks(command)
    .option('--until <day>', lineText('replay.until'))
    .option('--order <order>', lineText('replay.order'), 'happened')
    .action((fund: string, options: ViewOptions & { until?: string; order: string }) =>
      run(command, async (output) => {
        const { order } = options;
        if (order !== 'happened' && order !== 'recorded')
          throw new Usage('not-in-list', { text: order, list: listed(ORDERS) });
        const result = await withGateway(globals(command), (gateway) =>
          gateway.replay(fund, { ...viewOf(options), until: options.until, order }),
        );
        output.data(result, () => {
          const rows = result.entries.map((entry) => [
            String(entry.position),
            writeSpan(entry.occurredOn),
            eventName(entry.type),
            countWords(entry.deltaFen, '分', 'exact'),
            countWords(entry.balanceFen, '分', 'exact'),
            entry.ruleOutcome === 'allowed' ? '' : word('outcome', entry.ruleOutcome ?? ''),
          ]);
          const known = result.openingKnown ? '' : lineText('opening-unknown');
          const { fund: of, balanceFen } = result;
          const balance = countWords(balanceFen, '分', 'exact');
          const head = lineText('replay.head', { fund: of.name, code: of.code, balance });
          const table = tableText(columns('position', 'date', 'event', 'change', 'balance', 'rule'), rows);
          return `${head}${known}\n${table}`;
        });
        return 0;
      }),
    );
}
