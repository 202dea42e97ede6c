const DIGITS: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const ONE = '[一二两三四五六七八九]';
/** A digit, or two that are named together: 两三, 三五. */
const DIGIT = `${ONE}{1,2}`;
const POWERS: Readonly<Record<string, number>> = { 千: 1000, 百: 100, 十: 10 };
const SECTION = new RegExp(`^(?:${DIGIT}千)?(?:${DIGIT}百)?(?:零?${DIGIT}十)?(?:零?${DIGIT})?$`);
const TERMS = new RegExp(`(零?)(${DIGIT})([千百十]?)`, 'g');
/** A ten whose 一 is left out inside a number: 一百十五, 一千零十. */
const BARE_TEN = new RegExp(`(?<=${ONE}百|零)十`);
const IN_TURN = new RegExp(`^${ONE}[〇零一二两三四五六七八九]*$`);
/** Pairs that do not ascend by one and yet are said for an estimate. */
const OTHER_ESTIMATES = new Set(['三五', '三两']);

/** A number in numerals; `estimated` where two digits are named together, and then the value is the lower one's. */
export type ChineseNumber = { readonly value: number; readonly estimated: boolean };

/**
 * Reads everyday Chinese numerals up to 千万; undefined when they are none, or can be read in two ways.
 * Two digits together are an estimate, never tens and ones: 两三 is two or three, 二三十 twenty to thirty, 三五 three to
 * five. A last digit without its power is of the next lower one, unless 零 stands before it: 一百五 is 150, 一万二 12000,
 * 一百零五 105. Digits one after another are a number only where a zero among them leaves no doubt: 二〇, 一〇五.
 */
export function readNumerals(text: string): ChineseNumber | undefined {
  if (text === '零' || text === '〇') return { value: 0, estimated: false };
  if (/[〇零]/.test(text) && IN_TURN.test(text)) return { value: digitsInTurn(text), estimated: false };
  const given = text
    .replaceAll('〇', '零')
    .replace(BARE_TEN, '一十')
    .replace(/^(?=[十百千万])/, '一');
  const [high = '', low, ...more] = given.split('万');
  if (more.length > 0 || high.startsWith('零')) return undefined;
  const upper = belowTenThousand(high, 1);
  return low === undefined ? upper : upper && withTenThousands(upper, low);
}

function withTenThousands({ value, estimated }: ChineseNumber, low: string): ChineseNumber | undefined {
  if (low === '') return { value: value * 10_000, estimated };
  const rest = belowTenThousand(low.replace(/^零(?=.[百千])/, ''), 1000);
  // An estimate ends the number: nobody says thirty or forty thousand and five.
  return rest && !estimated ? { ...rest, value: value * 10_000 + rest.value } : undefined;
}

/** `alone` is the power of a digit that stands by itself: ones, or thousands where 万 goes before. */
function belowTenThousand(text: string, alone: number): ChineseNumber | undefined {
  if (text === '' || !SECTION.test(text)) return undefined;
  let sum: ChineseNumber = { value: 0, estimated: false };
  let power = alone * 10;
  for (const [, zero, digits = '', word = ''] of text.matchAll(TERMS)) {
    power = POWERS[word] ?? (zero === '零' ? 1 : power / 10);
    const digit = lowerOf(digits);
    if (digit === undefined || sum.estimated) return undefined;
    sum = { value: sum.value + digit * power, estimated: digits.length > 1 };
  }
  return sum;
}

/** A digit, or the lower of two that make an estimate; undefined when two make none. */
function lowerOf(digits: string): number | undefined {
  const [first = 0, second] = [...digits].map((each) => DIGITS[each] ?? 0);
  if (second === undefined) return first;
  return second === first + 1 || OTHER_ESTIMATES.has(digits) ? Math.min(first, second) : undefined;
}

/** Digits as a year is read out: 二〇二五, 一九九八. */
export const digitsInTurn = (text: string): number => Number([...text].map((each) => DIGITS[each]).join(''));

/** The exact number that numerals say; undefined for an estimate, and for what is no number. */
export function chineseNumber(text: string): number | undefined {
  const read = readNumerals(text);
  return read?.estimated ? undefined : read?.value;
}

const NUMERALS = [...'零一二三四五六七八九'];

/** A number below 100 in Chinese numerals: 12 → 十二. */
export function chineseNumerals(number: number): string {
  const tens = Math.floor(number / 10);
  const ones = number % 10;
  const head = tens === 0 ? '' : `${tens === 1 ? '' : NUMERALS[tens]}十`;
  return `${head}${ones === 0 && tens > 0 ? '' : NUMERALS[ones]}`;
}
