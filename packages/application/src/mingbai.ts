import { capabilityNamed, registerNamed, REGISTERS, registersOf } from '@mingbai/domain';
import { dayAt, fieldsOf, type AnyCapability, type Day, type RegisterView, type Role } from '@mingbai/kernel';
import { contradictions } from './contradictions.ts';
import { dayOf, instantOf, narrowed, periodOf, type Asked, type ListAsked } from './asked.ts';
import { organisationTree, type OrganisationTree } from './directory.ts';
import { completed, misgivenOrganisation, unwritable } from './given-input.ts';
import { FollowedVault } from './erasure.ts';
import { misnarrowed, noSuchFund } from './figure-dimensions.ts';
import { evaluate, figureIds, placesOf, registersBehind, type Figure, type View } from './figures.ts';
import { randomId } from './identity.ts';
import { allowedTo, classesOpenTo, roleFor, type Actor } from './policy.ts';
import type { Clock, Disk, EventStore, Random, Vault } from './ports.ts';
import { Kept } from './kept.ts';
import { namesakesOf } from './namesakes.ts';
import { forbiddenByOthers } from './other-records.ts';
import { Projector } from './projector.ts';
import type { ReadModels, StoredRow } from './read-models.ts';
import { References } from './references.ts';
import { askedBy, asToldTo, notPermitted } from './scope.ts';
import { Refused, type Refusal } from './refusal.ts';
import { openData } from './sealing.ts';
import { Writer, type Answer, type Command } from './writer.ts';

export type MingbaiPorts = {
  readonly store: EventStore;
  readonly models: ReadModels;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly random: Random;
  readonly disk?: Disk;
  readonly keyedHash: (text: string) => string;
  /** As for the writer: lets what has reached the process share a commit. */
  readonly gathered?: () => Promise<void>;
  /** Writes in the place of a writer of our own, with its projection: a thread apart. */
  readonly writer?: Pick<Writer, 'run' | 'runAll' | 'preview'>;
  /** What stands for a masked and for an erased personal field. */
  readonly mask: string;
  readonly erased: string;
};

export type RunOptions = {
  readonly id?: string;
  readonly dryRun?: boolean;
  readonly imported?: boolean;
  readonly correlation?: string;
};

export type PrepareOptions = RunOptions & {
  readonly references?: References;
  /** The records that depend on it are taken back in the same act. */
  readonly withDependents?: boolean;
  /** Who may do it as a part of the act, where that is not who may do it alone. */
  readonly allow?: readonly Role[];
};

export type OpenedRow = Omit<StoredRow, 'row'> & { readonly row: Readonly<Record<string, unknown>> };

const MOST_TREES = 64;

/** Everything the product does, over its ports. Every door (command line, HTTP, workbook) goes through here. */
export class Mingbai {
  readonly ports: MingbaiPorts;
  readonly writer: Pick<Writer, 'run' | 'runAll' | 'preview'>;
  readonly projector: Projector;
  /** By the day that they are asked for, until an organisation changes. */
  readonly #trees = new Kept<Map<string, OrganisationTree>>();
  readonly #references: References;
  readonly #vault: FollowedVault;

  constructor(ports: MingbaiPorts) {
    this.ports = ports;
    this.#vault = new FollowedVault(ports.vault, ports.models);
    this.#references = this.newReferences();
    this.projector = new Projector(ports.store, ports.models);
    const recorded = async (): Promise<void> => {
      await this.projector.catchUp();
      this.vault();
    };
    this.writer = ports.writer ?? new Writer({ ...ports, recorded, references: () => this.newReferences() });
  }

  today(): Day {
    return dayAt(this.ports.clock.now());
  }

  /** Lets others get their answers before a long question goes on. */
  breathe(): Promise<void> {
    return this.ports.gathered?.() ?? Promise.resolve();
  }

  /** Resolves once whatever has been recorded by now can be read here. Only whoever writes fills the read models. */
  async caughtUp(): Promise<void> {
    await (this.ports.writer ? this.ports.writer.preview([]) : this.projector.catchUp());
  }

  /** The vault, in which nobody who was erased can be read any more. */
  vault(): Vault {
    return this.#vault.get();
  }

  newId(): string {
    return randomId(this.ports.random);
  }

  /**
   * Carries out one capability for an actor. Names in references are looked up; permission is asked before deciding.
   */
  async run(actor: Actor, name: string, given: unknown, options: RunOptions = {}): Promise<Answer> {
    const command = this.prepare(actor, name, given, options);
    if ('code' in command) return { ok: false, refusal: command };
    const refusal = contradictions(this, [command]).get(command);
    // Whoever sends the same command again is not refused for what was recorded since.
    if (refusal && !(await this.ports.store.command(command.id))) return { ok: false, refusal };
    const namesakes = await namesakesOf(this, command); // before the keys go
    const [answer] = await (options.dryRun ? this.writer.preview([command]) : [await this.writer.run(command)]);
    if (!answer) throw new Error('the writer gave no answer');
    if (!answer.ok) return { ok: false, refusal: asToldTo(actor, this.#chainOf(command), answer.refusal) };
    return namesakes.length > 0 ? { ...answer, namesakes } : answer;
  }

  /** From the organisation that a command is about up to the district. */
  #chainOf({ input }: Command): readonly string[] {
    return this.tree().chain(String((input as { readonly org?: unknown }).org)); // a capability's input is an object
  }

  /** The command that an actor may give, with its references looked up, or why not. */
  prepare(actor: Actor, name: string, given: unknown, options: PrepareOptions = {}): Command | Refusal {
    const capability = capabilityNamed(name);
    if (!capability) return { kind: 'not-found', code: 'no-such-capability', detail: { name } };
    const input = this.#readInput(capability, given, options.references);
    if ('code' in input) return input;
    const role = this.roleForCommand(actor, allowedTo(capability, options.allow), input.content);
    if (typeof role !== 'string') return role;
    const forbidden = forbiddenByOthers(this, { capability, input: input.content }, options.withDependents ?? false);
    if (forbidden) return forbidden;
    const { id = this.newId(), imported = false, correlation = id } = options;
    return {
      id,
      capability: name,
      input: input.content,
      actor: { id: actor.id, role, assurance: actor.assurance },
      imported,
      correlation,
    };
  }

  /** What was given as an input whose references are looked up, or why it cannot be read. */
  #readInput(capability: AnyCapability, given: unknown, references = this.references()) {
    if (typeof given !== 'object' || given === null || Array.isArray(given))
      return { kind: 'malformed', code: 'wrong-form' } as const;
    const refused = unwritable(given);
    if (refused) return refused;
    const content = completed(capability, given as Record<string, unknown>, this.today()); // an object: checked above
    const read = references.resolve(fieldsOf(capability.input), content);
    return 'code' in read ? read : (misgivenOrganisation(capability, read.content) ?? read);
  }

  /** The role by which the actor may do it where it happens; a new organisation is registered where its parent is. */
  roleForCommand(actor: Actor, capability: AnyCapability, input: Readonly<Record<string, unknown>>): Role | Refusal {
    const tree = this.tree();
    const parent = capability.name === 'organisation.register' ? input['administeredBy'] : undefined;
    const org = typeof parent === 'string' ? parent : String(input['org'] ?? '');
    const known = tree.chain(org);
    const chain = known.length > 0 ? known : [org, tree.root()?.code ?? org];
    return (
      roleFor(actor, { allow: capability.allow, kind: 'capability' }, chain) ??
      notPermitted(actor, { action: capability.name, allow: capability.allow, org })
    );
  }

  /** The tree of organisations as it is now: permission always follows today's tree, whatever day is asked about. */
  tree(): OrganisationTree {
    return this.#treeOf(this.today(), this.ports.models.size());
  }

  #treeOf(asOf: string, known: number): OrganisationTree {
    const { models } = this.ports;
    if (known !== models.size()) return organisationTree(models, asOf, known);
    const trees = this.#trees.get(String(models.changedAt('organisations')), () => new Map());
    const made = trees.get(asOf) ?? organisationTree(models, asOf, known);
    if (trees.size >= MOST_TREES) trees.clear();
    trees.set(asOf, made);
    return made;
  }

  /** What names mean now. Whoever announces records that are yet to come makes `References` of their own. */
  references(): References {
    return this.#references;
  }

  newReferences(): References {
    return new References((row) => this.opened(row), this.ports);
  }

  /** Reads the words of a question. Throws `Refused` when one of them means nothing. */
  view(asked: Asked): View & { readonly knownAt: string | null } {
    const { models } = this.ports;
    const asOf = dayOf(asked.asOf) ?? this.today();
    const knownAt = asked.knownAt === undefined ? null : instantOf(asked.knownAt);
    const known = Math.min(knownAt === null ? models.size() : models.knownBy(knownAt), asked.upTo ?? Infinity);
    const tree = this.#treeOf(asOf, known);
    return {
      models,
      tree,
      org: this.#organisation(asked.org, tree),
      period: periodOf(asked.period),
      asOf,
      known,
      knownAt,
    };
  }

  #organisation(text: string | undefined, tree: OrganisationTree): string {
    const org = text === undefined ? (tree.root() ?? this.tree().root())?.code : this.references().organisation(text);
    if (org !== undefined) return org;
    throw new Refused({ kind: 'not-found', code: 'organisation-not-found', detail: { text: text ?? '' } });
  }

  /** Asks whether the actor may read a register there. Throws `Refused` when not. */
  mayRead(actor: Actor, register: string, { org }: Pick<View, 'org'>): Role {
    const allow = registerNamed(register)?.allow ?? [];
    const role = roleFor(actor, { allow, kind: 'register' }, this.tree().chain(org));
    if (role === undefined) throw new Refused(notPermitted(actor, { action: register, allow, org }));
    return role;
  }

  /** Rows of a register as of both clocks, personal fields opened for roles that may see them and masked for others. */
  list(actor: Actor, name: string, asked: ListAsked): readonly OpenedRow[] {
    const register = registerNamed(name);
    if (!register)
      throw new Refused({
        kind: 'not-found',
        code: 'register-not-found',
        detail: { text: name, list: REGISTERS.map((each) => each.name).join('\n') },
      });
    const view = this.view(askedBy(actor, asked));
    const role = this.mayRead(actor, name, view);
    const rows = this.ports.models.rows({
      register: name,
      orgs: view.tree.below(view.org),
      known: view.known,
      ...(register.ahead ? {} : { asOf: view.asOf }),
      ...(asked.period === undefined ? {} : { within: view.period }),
      ...narrowed(asked),
    });
    const classes = classesOpenTo(role);
    const shown = rows.map((row) => this.opened(row, classes));
    return register.derived ? shown.map((row) => this.#derived(row, register, view)) : shown;
  }

  #derived(row: OpenedRow, { derived = [] }: RegisterView, view: View): OpenedRow {
    const figures = derived.map(
      ({ name, figure }) => [name, evaluate(figure(row.record), { ...view, org: row.org })] as const,
    );
    const values = figures.flatMap(([name, figure]) => [
      [name, figure?.value ?? null] as const,
      [`${name}Precision`, figure?.precision ?? 'unknown'] as const,
    ]);
    return { ...row, row: { ...row.row, ...Object.fromEntries(values) } };
  }

  /** A row with the personal fields of these classes opened; all of them for the program's own comparisons. */
  opened(row: StoredRow, classes = classesOpenTo('operator')): OpenedRow {
    const { erased, mask } = this.ports;
    const vault = this.vault();
    const opened = openData(row.row, { vault, eventId: row.event, type: row.type, erased, mask, classes });
    return { ...row, row: opened as OpenedRow['row'] }; // same shape
  }

  /** A figure as the actor may ask it, and the role that lets the actor see what is behind it. */
  figure(actor: Actor, id: string, asked: Asked): { figure: Figure; view: View; role: Role } {
    const view = this.view(askedBy(actor, asked));
    const refused = misnarrowed(id, view);
    if (refused) throw new Refused(refused);
    const places = placesOf(id, view);
    const [role] = registersBehind(id).flatMap((each) => places.map((org) => this.mayRead(actor, each, { org })));
    const figure = evaluate(id, view);
    const missing = figure?.count === 0 ? noSuchFund(id, view) : undefined;
    if (missing) throw new Refused(missing);
    if (figure && role) return { figure, view, role };
    throw new Refused({
      kind: 'not-found',
      code: 'figure-not-found',
      detail: { text: id, list: figureIds().join('\n') },
    });
  }

  /** Names of the registers that an event type changes. */
  registersOf(type: string): readonly string[] {
    return registersOf(type).map(({ name }) => name);
  }

  async close(): Promise<void> {
    await this.ports.store.close();
    this.ports.models.close();
    this.ports.vault.close();
  }
}
