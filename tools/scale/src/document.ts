/** Where a table stands in the document: `<!-- scale:begin NAME -->` and `<!-- scale:end -->`. */
const PLACE = /(<!-- scale:begin ([a-z-]+) -->\n)[\s\S]*?(<!-- scale:end -->)/g;

/** The document with every table made anew. Throws on a place that has no table, or a table that has no place. */
export function withTables(document: string, tables: Readonly<Record<string, () => string>>): string {
  const missing = new Set(Object.keys(tables));
  const written = document.replace(PLACE, (_, begin: string, name: string, end: string) => {
    const make = tables[name];
    if (!make || !missing.delete(name)) throw new Error(`no table, or no second one, is called ${name}`);
    return `${begin}\n${make()}\n\n${end}`;
  });
  if (missing.size > 0) throw new Error(`the document has no place for ${[...missing].join(', ')}`);
  return written;
}
