import type { EventFacts, ReadModels, StoredRow } from './read-models.ts';

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

/** Whether an organisation would stand below itself under a new parent: then both would be lost to every roll-up. */
export function wouldCircle(
  tree: OrganisationTree,
  { code, administeredBy }: Readonly<Record<string, unknown>>,
): boolean {
  if (typeof code !== 'string' || typeof administeredBy !== 'string' || code === administeredBy) return false;
  return tree.below(code).includes(administeredBy);
}

export type Found<T> =
  | { readonly kind: 'one'; readonly value: T }
  | { readonly kind: 'none' }
  | { readonly kind: 'many'; readonly names: readonly string[] };

/** The one item that a code or a name means; a code wins over names. */
export function findByCodeOrName<T extends { readonly code: string; readonly name: string }>(
  items: readonly T[],
  text: string,
): Found<T> {
  const given = text.trim().normalize('NFC');
  const byCode = items.find(({ code }) => code === given);
  if (byCode) return { kind: 'one', value: byCode };
  const byName = items.filter(({ name }) => name === given);
  if (byName.length > 1) return { kind: 'many', names: byName.map(({ code, name }) => `${name}\t${code}`) };
  return byName[0] ? { kind: 'one', value: byName[0] } : { kind: 'none' };
}

export type { EventFacts };
