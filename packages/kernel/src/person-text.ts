/** What stands between two names without doubt. */
const BETWEEN = /[、,，；;\n]+/;
const HAN = '\\p{Script=Han}';
const INSIDE = new RegExp(`(?<=${HAN})\\s+(?=${HAN})`, 'gu');
/** A name of at least two characters, a staff number behind it or not. */
const WHOLE = new RegExp(`^[${HAN}·]{2,}(（[^（）]*）)?$`, 'u');
const NUMBERED = /^(.+?)（([0-9A-Za-z-]{1,20})）$/;
/** A number alone: whoever has it is asked for. */
const NUMBER = /^[0-9]{1,20}$/;

export type WrittenPerson = { readonly name?: string; readonly staffNumber?: string };

/** A name as one: its characters are often set apart so that a column looks even. */
export const closedUp = (name: string): string => name.trim().replace(INSIDE, '');

/**
 * The names in a list. Spaces part them only where nothing else does and every piece is a whole name: 张三 李四 are two
 * people, 张 三 is one. Undefined where it cannot be told: 张 三 李四.
 */
export function namesIn(text: string): readonly string[] | undefined {
  const tidy = withTidyBrackets(text);
  const pieces = tidy.split(BETWEEN).map((piece) => piece.trim());
  const filled = pieces.filter((piece) => piece !== '');
  if (filled.length > 1) return filled;
  const parted = (filled[0] ?? '').split(/\s+/);
  if (parted.every((piece) => WHOLE.test(piece) || NUMBER.test(piece))) return parted;
  const hasWhole = parted.some((piece) => WHOLE.test(piece));
  return hasWhole && parted.length > 1 ? undefined : filled;
}

/** A name, with a staff number in brackets where the person is registered (黄某（1023）), or the number alone. */
export function personIn(text: string): WrittenPerson {
  const given = closedUp(withTidyBrackets(text));
  const asNumber = given.normalize('NFKC');
  if (NUMBER.test(asNumber)) return { staffNumber: asNumber };
  const [, name, staffNumber] = NUMBERED.exec(given) ?? [];
  return name !== undefined && staffNumber !== undefined ? { name: name.trim(), staffNumber } : { name: given };
}

/** Round brackets without spaces around and in them, what stands in them in plain letters and digits. */
const withTidyBrackets = (text: string): string =>
  text.replace(/\s*[(（]\s*([^()（）]*?)\s*[)）]/g, (_, held: string) => `（${held.normalize('NFKC')}）`);
