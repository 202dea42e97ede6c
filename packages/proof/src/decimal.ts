const decimal = /^(0|[1-9][0-9]{0,15})$/;

/** A whole number as sizes and indexes are written: no sign, no leading zero; undefined if it is anything else. */
export function fromDecimal(text: string): number | undefined {
  if (!decimal.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Whether the value can be a size or an index: a whole number from 0 that JavaScript holds exactly. */
export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
