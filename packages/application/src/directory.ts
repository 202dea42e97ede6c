import type { EventFacts, ReadModels, StoredRow } from './read-models.ts';
import type { Refusal } from './refusal.ts';

/** An organisation as it stood on a day. */
export type Organisation = {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parent: string | undefined;
};

/** The tree of organisations of one day: who administers whom. */
export class OrganisationTree {
  readonly #all: ReadonlyMap<string, Organisation>;
  readonly #children: ReadonlyMap<string | undefined, readonly Organisation[]>;
  readonly #below = new Map<string, readonly string[]>();

  constructor(all: ReadonlyMap<string, Organisation>) {
    this.#all = all;
    this.#children = Map.groupBy(all.values(), ({ parent }) => parent);
  }

  get(code: string): Organisation | undefined {
    return this.#all.get(code);
  }

  all(): readonly Organisation[] {
    return [...this.#all.values()];
  }

  root(): Organisation | undefined {
    return this.#children.get(undefined)?.[0];
  }

  children(code: string): readonly Organisation[] {
    return this.#children.get(code) ?? [];
  }

  /** The organisation and everything below it. */
  below(code: string): readonly string[] {
    const known = this.#below.get(code);
    if (known) return known;
    const found = new Set([code]);
    for (const each of found) for (const child of this.children(each)) found.add(child.code);
    const below = [...found];
    this.#below.set(code, below);
    return below;
  }

  /** From the organisation up to the district. */
  chain(code: string): readonly string[] {
    const chain: string[] = [];
    for (let at = this.get(code); at && !chain.includes(at.code); at = at.parent ? this.get(at.parent) : undefined)
      chain.push(at.code);
    return chain;
  }
}

/**
 * The tree as it stood on a day, as far as was known. A row that says what holds from a later day does not count yet;
 * an organisation recorded only later than the day is taken as it was first recorded.
 */
export function organisationTree(models: ReadModels, asOf: string, known: number): OrganisationTree {
  const history = models.rows({ register: 'organisations', orgs: 'all', known, history: true });
  const current = new Set(models.rows({ register: 'organisations', orgs: 'all', known }).map(({ record }) => record));
  const chosen = new Map<string, StoredRow>();
  for (const row of history) {
    if (!current.has(row.record)) continue;
    if (!chosen.has(row.record) || row.from <= asOf) chosen.set(row.record, row);
  }
  return new OrganisationTree(new Map([...chosen.values()].map((row) => [row.record, organisationOf(row)] as const)));
}

const organisationOf = ({ record, row }: StoredRow): Organisation => ({
  code: record,
  name: String(row['name']),
  kind: String(row['kind']),
  parent: typeof row['administeredBy'] === 'string' ? row['administeredBy'] : undefined,
});

/** Kinds from the top down: an organisation is administered by one of a higher kind. */
const RANKS = ['district', 'town', 'school', 'branch', 'group'];
const rankOf = (kind: unknown): number => RANKS.indexOf(String(kind));

/**
 * Why an organisation cannot stand where it is to be put: below itself, beside the district, or below one of its own or
 * a lower kind. Undefined for whatever else is commanded.
 */
export function misplacedIn(
  tree: OrganisationTree,
  capability: string,
  { code, kind, administeredBy }: Readonly<Record<string, unknown>>,
): Refusal | undefined {
  if (capability !== 'organisation.register' && capability !== 'organisation.correct') return undefined;
  const placed = { code: String(code), kind: String(kind) };
  const reason =
    typeof administeredBy === 'string' ? wrongParent(tree, placed, administeredBy) : needsParent(tree, placed);
  return reason && { kind: 'rejected', field: 'administeredBy', ...reason };
}

type Placed = { readonly code: string; readonly kind: string };
type Reason = Pick<Refusal, 'code' | 'detail'>;

function needsParent(tree: OrganisationTree, { code }: Placed): Reason | undefined {
  const root = tree.root();
  return root && root.code !== code ? { code: 'parent-required', detail: { root: root.name } } : undefined;
}

function wrongParent(tree: OrganisationTree, { code, kind }: Placed, above: string): Reason | undefined {
  if (code === above) return undefined; // the register's own check has its words
  if (tree.below(code).includes(above)) return { code: 'circular-parents' };
  const parent = tree.get(above);
  const [higher, lower] = [rankOf(parent?.kind), rankOf(kind)];
  const fits = !parent || higher < 0 || lower < 0 || higher < lower;
  return fits ? undefined : { code: 'parent-of-lower-kind', detail: { parent: parent.name } };
}

export type Found<T> =
  | { readonly kind: 'one'; readonly value: T }
  | { readonly kind: 'none' }
  | { readonly kind: 'many'; readonly names: readonly string[] };

type Nameable = { readonly code: string; readonly name: string; readonly told?: string };

/** The one item that a code or a name means; a code wins over names. */
export function findByCodeOrName<T extends Nameable>(items: readonly T[], text: string): Found<T> {
  const given = text.trim().normalize('NFC');
  const byCode = items.find(({ code }) => code === given);
  if (byCode) return { kind: 'one', value: byCode };
  const byName = items.filter(({ name }) => name === given);
  if (byName.length > 1)
    return { kind: 'many', names: byName.map(({ code, name, told = code }) => `${name}\t${told}`) };
  return byName[0] ? { kind: 'one', value: byName[0] } : { kind: 'none' };
}

export type { EventFacts };
