type Named = { readonly name: string; readonly person: string | undefined };

/** Everybody whom a value names, in order; without an id where it gives none. */
export function personsNamed(value: unknown): readonly Named[] {
  if (typeof value !== 'object' || value === null) return [];
  const { name, person } = value as { readonly name?: unknown; readonly person?: unknown }; // an array has neither
  const own = typeof name === 'string' ? [{ name, person: typeof person === 'string' ? person : undefined }] : [];
  return [...own, ...Object.values(value).flatMap(personsNamed)];
}

/**
 * What is to stand in a record in the place of what stood there before: whoever was named and still is stays the same
 * person. Several of one name are taken in their order.
 */
export function keepPersons(input: unknown, before: unknown): unknown {
  const taken = new Set(personsNamed(input).map(({ person }) => person));
  const left = Map.groupBy(
    personsNamed(before).filter(({ person }) => person !== undefined && !taken.has(person)),
    ({ name }) => name,
  );
  return renewed(input, (name) => left.get(name)?.shift()?.person);
}

function renewed(value: unknown, personOf: (name: string) => string | undefined): unknown {
  if (Array.isArray(value)) return value.map((each) => renewed(each, personOf));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, renewed(inner, personOf)] as const);
  const copy: Record<string, unknown> = Object.fromEntries(entries);
  const { name, person } = copy;
  const known = typeof name === 'string' && person === undefined ? personOf(name) : undefined;
  return known === undefined ? copy : { ...copy, person: known };
}
