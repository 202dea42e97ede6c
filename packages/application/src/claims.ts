import type { Command } from './command.ts';
import type { References } from './references.ts';
import type { Refusal } from './refusal.ts';

type Asking = Pick<Command, 'id' | 'capability' | 'input'>;
type Content = Readonly<Record<string, unknown>>;

/** The capabilities that give a record the code that it is known by, and the field that holds it. */
const CODING: Readonly<Record<string, readonly [target: 'organisation' | 'fund', field: string]>> = {
  'organisation.register': ['organisation', 'code'],
  'fund.open': ['fund', 'fund'],
};
const NUMBERING: ReadonlySet<string> = new Set(['organisation.register-person', 'organisation.correct-person']);

/** Why a record cannot bear what it is to be known by: somebody else has it. Nobody does where nothing is looked up. */
export const alreadyTaken = (references: References | undefined, asking: Asking): Refusal | undefined =>
  references && (staffNumberTaken(references, asking) ?? codeTaken(references, asking));

/** Has those that come after it know what a command, which is about to be recorded, takes for its record. */
export function claim(references: References | undefined, { id, capability, input }: Asking): void {
  const { org, person = id, staffNumber, name, ...content } = input as Content; // it has passed the schema
  const [target, field] = CODING[capability] ?? [];
  if (target && field) references?.announce(target, { code: String(content[field]), name: String(name) });
  const numbered = { code: String(person), org: String(org), name: String(name) };
  if (NUMBERING.has(capability)) references?.announcePerson(numbered, staffNumber);
}

/** Nobody could tell S09 from s09 when it is said, or typed by somebody else. */
function codeTaken(references: References, { capability, input }: Asking): Refusal | undefined {
  const [target, field] = CODING[capability] ?? [];
  const alike = target && field && references.alike(target, String((input as Content)[field]));
  return alike ? { kind: 'rejected', code: 'code-alike', field, detail: { ...alike } } : undefined;
}

/** Two people of one place with one number, or with 12a and 12A, could not be told apart by it. */
function staffNumberTaken(references: References, { capability, input }: Asking): Refusal | undefined {
  if (!NUMBERING.has(capability)) return undefined;
  const { staffNumber, org, person } = input as Content;
  if (typeof staffNumber !== 'string' || typeof org !== 'string') return undefined;
  const holder = references.holderOf(staffNumber, org, person);
  if (holder === undefined) return undefined;
  return { kind: 'rejected', code: 'staff-number-taken', field: 'staffNumber', detail: { text: staffNumber, holder } };
}
