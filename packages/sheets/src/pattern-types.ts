/** The start of a pattern fill that does not say which pattern it is. */
const UNNAMED = /<((?:\w+:)?)patternFill(?=[\s/>])(?![^>]*\spatternType\s*=)/gu;
/** Formats of conditions come after all styles of cells. */
const CONDITIONS = /<(?:\w+:)?dxfs[\s/>]/u;

/**
 * The styles part with every pattern named. The format lets a writer leave it out: then a cell has none and a condition
 * fills solidly. The library would write `undefined` there, which other programs refuse to open.
 */
export function withPatternTypes(styles: Uint8Array): Uint8Array {
  const xml = decoded(styles);
  if (xml === undefined) return styles;
  const at = xml.search(CONDITIONS);
  const end = at < 0 ? xml.length : at;
  return new TextEncoder().encode(named(xml.slice(0, end), 'none') + named(xml.slice(end), 'solid'));
}

/** Whether a written styles part holds a value that the library did not know. */
export function hasUnknownValue(styles: Uint8Array): boolean {
  return /=\s*"(?:undefined|NaN|null)"/u.test(new TextDecoder().decode(styles));
}

const named = (xml: string, pattern: string): string =>
  xml.replace(UNNAMED, (start) => `${start} patternType="${pattern}"`);

/** Undefined for a part in another encoding, which is left as it is. */
function decoded(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}
