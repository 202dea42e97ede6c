const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/iu;
/** Excel itself keeps no more digits than these. */
export const SIGNIFICANT_DIGITS = 15;

/** A stored number as plain decimal text, without exponent or the noise of binary fractions. */
export function plainNumber(source: string): string | undefined {
  const value = NUMBER.test(source) ? Number(source) : Number.NaN;
  if (!Number.isFinite(value)) return undefined;
  return withoutExponent(String(Number(value.toPrecision(SIGNIFICANT_DIGITS))));
}

function withoutExponent(text: string): string {
  const [mantissa = '', exponent] = text.split('e');
  if (exponent === undefined) return text;
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.slice(sign.length).split('.');
  const shift = Number(exponent);
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - 1)}${whole}${fraction}`;
  return `${sign}${whole}${fraction.padEnd(shift, '0')}`;
}
