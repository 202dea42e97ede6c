import { closedUp, type Field } from '@mingbai/kernel';
import { findByCodeOrName, type Found } from './directory.ts';
import { Kept } from './kept.ts';
import type { MingbaiPorts, OpenedRow } from './mingbai.ts';
import type { ReadModels, StoredRow } from './read-models.ts';
import { Refused, type Refusal } from './refusal.ts';

export type Named = {
  readonly code: string;
  readonly name: string;
  /** What people tell it by where its code says nothing to them. */
  readonly told?: string;
};
/** Whoever has a staff number: known by name only when that is asked for. */
type Numbered = {
  readonly code: string;
  readonly org: string;
  readonly staffNumber: string;
  readonly name: () => string;
};
type Content = Readonly<Record<string, unknown>>;

/**
 * Finds what codes, names and staff numbers mean, among what is recorded and what the same workbook is about to record.
 */
export class References {
  readonly #open: (row: StoredRow) => OpenedRow;
  readonly #models: ReadModels;
  /** What is recorded, read again when its register has changed, and what was announced. */
  readonly #lists = new Map<string, Kept<readonly Named[]>>();
  readonly #announced = new Map<string, Named[]>();
  /** Announced persons by the letters of their staff number. */
  readonly #staff = new Map<string, Numbered[]>();

  /** What stands for the name of whoever was erased. */
  readonly #erased: string;

  constructor(open: (row: StoredRow) => OpenedRow, { models, erased }: Pick<MingbaiPorts, 'models' | 'erased'>) {
    this.#open = open;
    this.#models = models;
    this.#erased = erased;
  }

  /** Adds an organisation or fund that is about to be recorded. */
  announce(target: 'organisation' | 'fund', item: Named): void {
    if (this.#list(target).some(({ code }) => code === item.code)) return;
    this.#announced.set(target, [...(this.#announced.get(target) ?? []), item]);
  }

  /** Adds a person who is about to be registered there under this id. */
  announcePerson(person: Named & { readonly org: string }, staffNumber: unknown): void {
    const persons = this.#announced.get('person') ?? [];
    this.#announced.set('person', persons);
    const { code, name, org } = person;
    persons.push({ code, name, told: toldBy(org, staffNumber) }); // there may be thousands of them
    if (typeof staffNumber !== 'string') return;
    const letters = lettersOf(staffNumber);
    const numbered = { code, org, staffNumber, name: () => name };
    this.#staff.set(letters, [...(this.#staff.get(letters) ?? []), numbered]);
  }

  /** The organisation's code. Throws `Refused` when there is none or several of that name. */
  organisation(text: string): string {
    return required(this.#find('organisation', text), 'organisation', text);
  }

  /** The fund's code; with an organisation, a name is looked for in it first. */
  fund(text: string, org?: string): string {
    const own = org === undefined ? { kind: 'none' as const } : findByCodeOrName(this.#fundsOf(org), text);
    return required(own.kind === 'none' ? this.#find('fund', text) : own, 'fund', text);
  }

  /** The person's id by staff number, id, or name where only one registered person has it. */
  person(text: string): string {
    return required(this.#find('person', text), 'person', text);
  }

  /**
   * The input with names replaced by codes and staff numbers by persons, or the refusal for the first that means
   * nothing.
   */
  resolve(fields: readonly Field[], input: Content): Refusal | { readonly content: Content } {
    try {
      const place = this.#placeOf(input);
      const entries = Object.entries(input).map(([name, value]) => {
        const field = fields.find((each) => each.name === name);
        return [name, field ? this.#valueOf(field, value, place) : value] as const;
      });
      const content = Object.fromEntries(entries);
      const { fund, org } = content;
      const inferred = typeof fund === 'string' && org === undefined ? this.#orgOfFund(fund) : undefined;
      return { content: inferred === undefined ? content : { ...content, org: inferred } };
    } catch (error) {
      if (error instanceof Refused) return error.refusal;
      throw error;
    }
  }

  /** Every refusal, where `resolve` gives the first; a reference that nothing has is one of them. */
  refusals(fields: readonly Field[], input: Content): readonly Refusal[] {
    return Object.entries(input).flatMap(([name, value]) => {
      const found = this.resolve(fields, { org: input['org'], [name]: value });
      if ('code' in found) return [found];
      const { target = '' } = fields.find((each) => each.name === name) ?? {};
      const isMissing = typeof value === 'string' && target in REGISTER_OF && this.#find(target, value).kind === 'none';
      return isMissing ? [{ kind: 'rejected', code: `no-such-${target}`, field: name, detail: { id: value } }] : [];
    });
  }

  /** The value as `#value` finds it; a refusal says which field it is about. */
  #valueOf(field: Field, value: unknown, place: string): unknown {
    try {
      return this.#value(field, value, place);
    } catch (error) {
      throw error instanceof Refused ? new Refused({ ...error.refusal, field: field.name }) : error;
    }
  }

  /** Somebody else of the place who has the staff number, or one that differs by capitals alone, by name. */
  holderOf(staffNumber: string, place: string, except: unknown): string | undefined {
    const own = this.#numberedAlike(staffNumber).filter(({ org }) => org === place);
    return own.find(({ code }) => code !== except)?.name();
  }

  /** An organisation or fund whose code is another one only by its capital or full-width letters. */
  alike(target: 'organisation' | 'fund', text: string): Named | undefined {
    return this.#list(target).find(({ code }) => code !== text && lettersOf(code) === lettersOf(text));
  }

  /** The organisation that an input is about, by its code where it can be found. */
  #placeOf({ org }: Content): string {
    const found = typeof org === 'string' ? this.#find('organisation', org) : undefined;
    return found?.kind === 'one' ? found.value.code : '';
  }

  #value(field: Field, value: unknown, place: string): unknown {
    if (field.kind === 'reference' && typeof value === 'string') return this.#reference(field, value, place);
    if (Array.isArray(value)) return value.map((each) => (field.item ? this.#value(field.item, each, place) : each));
    if (typeof value !== 'object' || value === null) return value;
    if (field.kind === 'person') return this.#registered(value as Content, place);
    return field.kind === 'object' ? this.#parts(field, value, place) : value;
  }

  #parts({ parts = [] }: Field, value: object, place: string): Content {
    const entries = Object.entries(value).map(([name, each]) => {
      const part = parts.find((known) => known.name === name);
      return [name, part ? this.#value(part, each, place) : each] as const;
    });
    return Object.fromEntries(entries);
  }

  #reference(field: Field, text: string, place: string): string {
    const found = this.#find(field.target ?? '', text, place);
    if (found.kind === 'one') return found.value.code;
    if (found.kind === 'none') return text.trim(); // the writer says which record is missing
    return required(found, field.target ?? '', text);
  }

  /**
   * `{ name, staffNumber }` as read from text becomes the person who has both, named as written, or as registered where
   * only the number was. Schools number their staff by themselves, so whoever is of the place itself comes first, and a
   * name that does not fit is refused. Whoever was erased has no name left that could not fit.
   */
  #registered(value: Content, place: string): Content {
    const { staffNumber, ...rest } = value;
    if (typeof staffNumber !== 'string') return value;
    const numbered = this.#withStaffNumber(staffNumber, place);
    if (numbered.length === 0)
      throw new Refused({ kind: 'rejected', code: 'person-not-found', detail: { text: staffNumber } });
    const { name: written } = rest;
    const fits = ({ name }: Numbered): boolean =>
      typeof written !== 'string' || [closedUp(written), this.#erased].includes(closedUp(name()));
    const [person, ...others] = numbered.filter(fits);
    if (!person) {
      const detail = { text: staffNumber, written: String(written) };
      throw new Refused({ kind: 'rejected', code: 'name-of-nobody', detail });
    }
    if (others.length > 0) throw severalOf(staffNumber, [person, ...others]);
    return { name: person.name(), ...rest, person: person.code };
  }

  #find(target: string, text: string, place = ''): Found<Named> {
    const identified = target === 'person' ? this.#identified(text.trim(), place) : undefined;
    return identified === undefined
      ? findByCodeOrName(this.#list(target), text)
      : { kind: 'one', value: { code: identified, name: text } };
  }

  /** A person by id or staff number: found without opening anybody's name. */
  #identified(text: string, place: string): string | undefined {
    if (this.#rows('persons', text).length > 0) return text;
    const numbered = this.#withStaffNumber(text, place);
    if (numbered.length > 1) throw severalOf(text, numbered);
    return numbered[0]?.code;
  }

  /** The persons of a place with a staff number, or those of all others where it has none of that number. */
  #withStaffNumber(staffNumber: string, place: string): readonly Numbered[] {
    const all = this.#numberedAlike(staffNumber).filter((each) => each.staffNumber === staffNumber);
    const own = all.filter(({ org }) => org === place);
    return own.length > 0 ? own : all;
  }

  /** The persons with a staff number of these letters, whatever their case. */
  #numberedAlike(staffNumber: string): readonly Numbered[] {
    const recorded = this.#models
      .withStaffNumber(staffNumber)
      .filter(({ register }) => register === 'persons')
      .map((row) => ({
        code: row.record,
        org: row.org,
        staffNumber: String(row.row['staffNumber']),
        name: () => String(this.#open(row).row['name']),
      }));
    return [...recorded, ...(this.#staff.get(lettersOf(staffNumber)) ?? [])];
  }

  #list(target: string): readonly Named[] {
    const register = REGISTER_OF[target];
    if (register === undefined) return [];
    const kept = this.#lists.get(target) ?? new Kept<readonly Named[]>();
    this.#lists.set(target, kept);
    const changed = [register, 'erasures'].map((each) => this.#models.changedAt(each)); // names are opened ones
    const recorded = kept.get(changed.join(), () => this.#recorded(register));
    const announced = this.#announced.get(target);
    return announced ? [...recorded, ...announced] : recorded;
  }

  #recorded(register: string): readonly Named[] {
    const rows = this.#rows(register);
    if (register !== 'persons') return rows.map(({ record, row }) => ({ code: record, name: String(row['name']) }));
    return rows.map((stored) => {
      const { record, org, row } = this.#open(stored);
      return { code: record, name: String(row['name']), told: toldBy(org, row['staffNumber']) };
    });
  }

  #fundsOf(org: string): readonly Named[] {
    const own = this.#models.rows({ register: 'funds', orgs: [org], known: this.#models.size() });
    const codes = new Set(own.map(({ record }) => record));
    return this.#list('fund').filter(({ code }) => codes.has(code));
  }

  #orgOfFund(text: string): string | undefined {
    return this.#rows('funds', text)[0]?.org;
  }

  #rows(register: string, record?: string): readonly StoredRow[] {
    const one = record === undefined ? {} : { record };
    return this.#models.rows({ register, orgs: 'all', known: this.#models.size(), ...one });
  }
}

const lettersOf = (code: string): string => code.normalize('NFKC').toLowerCase();

/** The registers that hold what a reference by name can mean. */
const REGISTER_OF: Readonly<Record<string, string>> = {
  organisation: 'organisations',
  fund: 'funds',
  person: 'persons',
};

const toldBy = (org: string, staffNumber: unknown): string =>
  typeof staffNumber === 'string' ? `${org} ${staffNumber}` : org;

/** Nobody's name is told: whoever asks need not be allowed to read it. */
const severalOf = (text: string, numbered: readonly Numbered[]): Refused => {
  const names = numbered.map(({ org }) => org).join('\n');
  return new Refused({ kind: 'malformed', code: 'staff-number-ambiguous', detail: { text, names } });
};

function required(found: Found<Named>, target: string, text: string): string {
  if (found.kind === 'one') return found.value.code;
  const detail = { text, names: found.kind === 'many' ? found.names.join('\n') : '' };
  const kind = found.kind === 'many' ? 'malformed' : 'not-found';
  throw new Refused({ kind, code: found.kind === 'many' ? `${target}-ambiguous` : `${target}-not-found`, detail });
}
