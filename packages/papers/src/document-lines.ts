/**
 * What Word writes in a paper's body: paragraphs, runs of text, what is raised in them, tabs and breaks. Whatever else
 * is not looked at.
 */
const TOKENS = /<w:(tab|br|cr)\b[^>]*>|<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>|<w:vertAlign [^>]*"superscript"[^>]*>|<\/w:p>/g;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** Text of XML as it reads. */
export const unescaped = (xml: string): string =>
  xml.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex: string, decimal: string, name: string) => {
    if (name !== undefined) return ENTITIES[name] ?? all;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });

/**
 * The paragraphs of a paper's body as a reader sees them, one line each, without empty ones; a raised number stands in
 * brackets. Word may divide a text into other runs when it saves a paper: the lines stay the same.
 */
export function linesOf(body: string): readonly string[] {
  const lines: string[] = [];
  let [line, raised] = ['', false];
  for (const [token, blank, text] of body.matchAll(TOKENS)) {
    if (token === '</w:p>') {
      lines.push(line);
      line = '';
    } else if (blank !== undefined) line += ' ';
    else if (text !== undefined) line += raised ? ` [${unescaped(text)}]` : unescaped(text);
    raised = text === undefined && blank === undefined && token !== '</w:p>';
  }
  return lines.map((each) => each.replace(/\s+/g, ' ').trim()).filter((each) => each !== '');
}

/** A line of a paper that is not what the log says, or a line that only one of them has. */
export type Difference = { readonly found: string | null; readonly expected: string | null };

/** So many lines further on the two are looked for where they come together again. */
const AHEAD = 40;

/** Where two papers differ, line by line. */
export function differences(found: readonly string[], expected: readonly string[]): readonly Difference[] {
  const differing: Difference[] = [];
  let [at, due] = [0, 0];
  while (at < found.length || due < expected.length) {
    if (found[at] === expected[due]) {
      [at, due] = [at + 1, due + 1];
      continue;
    }
    const [added, left] = meeting(found.slice(at, at + AHEAD), expected.slice(due, due + AHEAD));
    for (let each = 0; each < Math.max(added, left); each += 1) {
      const has = (lines: readonly string[], from: number, count: number): string | null =>
        each < count ? (lines[from + each] ?? null) : null;
      differing.push({ found: has(found, at, added), expected: has(expected, due, left) });
    }
    [at, due] = [at + added, due + left];
  }
  return differing;
}

/** After how many lines of each the two say the same again: as few as there are; all of them where they never do. */
function meeting(found: readonly string[], expected: readonly string[]): readonly [number, number] {
  for (let sum = 1; sum <= found.length + expected.length; sum += 1)
    for (let added = Math.max(0, sum - expected.length); added <= Math.min(sum, found.length); added += 1) {
      const left = sum - added;
      const same = found[added] !== undefined && found[added] === expected[left];
      if (same) return [added, left];
    }
  return [found.length, expected.length];
}
