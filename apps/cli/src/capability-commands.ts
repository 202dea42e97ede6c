import { randomUUID } from 'node:crypto';
import { CAPABILITIES, REGISTERS } from '@mingbai/domain';
import { fieldsOf, readText, writeSpan, type AnyCapability, type Field } from '@mingbai/kernel';
import type { Answer, Namesake } from '@mingbai/client';
import { happensToday, isCommandId, Refused, unwritable } from '@mingbai/application';
import {
  capabilityName,
  clauses,
  contextName,
  fieldHint,
  fieldLabel,
  lineText,
  listed,
  problemText,
  registerName,
  text,
  word,
  words,
} from '@mingbai/messages';
import type { Command } from 'commander';
import { readJson } from './files.ts';
import { globals, type Run } from './run.ts';
import { withGateway } from './session.ts';

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/**
 * One command a capability, made from its schema: `mingbai fund disburse --amount 800.00 …`. Reading all schemas takes
 * a good part of a short command's time, so it is done only for those contexts that stand among the words given.
 */
export function addCapabilities(program: Command, run: Run, given: readonly string[]): void {
  const groups = new Map<string, Command>();
  for (const capability of CAPABILITIES) {
    const [context = '', verb = ''] = capability.name.split('.');
    const group = groups.get(context) ?? program.command(context).description(contextName(context));
    groups.set(context, group);
    const command = group.command(verb).description(capabilityName(capability.name));
    if (given.includes(context)) addCapability(command, capability, run);
  }
}

const registerOf = (capability: AnyCapability): string =>
  REGISTERS.find(({ capabilities }) => capabilities.includes(capability))?.name ?? '';

function addCapability(command: Command, capability: AnyCapability, run: Run): void {
  const register = registerOf(capability);
  const fields = fieldsOf(capability.input);
  for (const field of fields) {
    const isToday = field.name === 'occurredOn' && happensToday(capability);
    const required = field.required ? lineText(isToday ? 'capability.today' : 'capability.required') : '';
    const explained = clauses([fieldHint(field.name) ?? '', choicesOf(field)].filter(Boolean));
    const hint = explained ? lineText('capability.hint', { hint: explained }) : '';
    command.option(`--${kebab(field.name)} <text>`, `${fieldLabel(register, field.name)}${required}${hint}`);
  }
  command
    .option('--input <file>', lineText('capability.input'))
    .option('--dry-run', lineText('option.dry-run'))
    .option('--id <uuid>', lineText('capability.id'));
  command.action((options: Readonly<Record<string, unknown>>) =>
    run(command, async (output) => {
      const input = inputOf(capability, options);
      const dryRun = options['dryRun'] === true;
      const id = commandIdOf(options['id']);
      const answer = await withGateway(globals(command), (gateway) =>
        gateway.run(capability.name, input, { id, dryRun }),
      );
      output.data({ ...answer, dryRun }, () => answered(capability, answer, dryRun));
      return 0;
    }),
  );
}

/** The id under which a command may be sent again. A service would speak of its header, so it is looked at here. */
function commandIdOf(given: unknown): string {
  if (typeof given !== 'string') return randomUUID();
  const id = given.toLowerCase(); // a UUID is the same in either case
  if (!isCommandId(id)) throw new Refused({ kind: 'malformed', code: 'command-id-wrong' });
  return id;
}

/** What may be chosen, in words; blank for what is not chosen. */
function choicesOf({ name, values, words: prefix = name, item }: Field): string {
  if (values) return lineText('capability.choices', { list: listed(values.map((value) => word(prefix, value))) });
  return item ? choicesOf(item) : '';
}

function answered({ name }: AnyCapability, answer: Answer, dryRun: boolean): string {
  const { repeated, eventIds, findings, record, namesakes = [] } = answer;
  const capability = capabilityName(name);
  const warned = namesakesText(namesakes);
  if (dryRun) return `${lineText('capability.checked', { capability })}${warned}`;
  const done = eventIds.length === 0 ? lineText('capability.unchanged') : lineText('capability.recorded');
  const what = repeated ? lineText('capability.repeated') : done;
  const review = findings
    .map((code) => `\n  ${lineText('capability.review', { problem: problemText(code) })}`)
    .join('');
  const about = record === undefined ? '' : `\n  ${lineText('capability.record', { record })}`;
  return `${lineText('capability.done', { capability, what, events: eventIds.join(' ') })}${about}${review}${warned}`;
}

/** Records that may name a person who is erased, and are not reached. */
function namesakesText(namesakes: readonly Namesake[]): string {
  if (namesakes.length === 0) return '';
  const items = namesakes.map(({ register, org, record, person, from, to }) =>
    text('namesakes.item', { register: registerName(register), org, day: writeSpan({ from, to }), record, person }),
  );
  return [`\n${text('namesakes.head', { count: items.length })}`, ...items].join('\n  ');
}

/** Fields from `--input` and, over them, from options; each option text is read as a cell of a sheet would be. */
function inputOf(
  { name, input: schema }: AnyCapability,
  options: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const file = options['input'];
  const given = typeof file === 'string' ? readJson(file) : {};
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new Refused({ kind: 'malformed', code: 'wrong-form' });
  const refused = unwritable(given); // before it is sent to a service
  if (refused) throw new Refused(refused);
  const input: Record<string, unknown> = { ...given };
  for (const field of fieldsOf(schema)) {
    const text = options[field.name];
    if (typeof text !== 'string' || text.trim() === '') continue;
    const read = readText(field, text, words);
    if (!read.ok) throw new Refused({ kind: 'malformed', field: field.name, ...read.error }, name);
    input[field.name] = read.value;
  }
  return input;
}
