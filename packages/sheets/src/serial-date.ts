const DAY = 86_400_000;
/** Times are kept to the second, so half a second less than midnight is midnight. */
const HALF_SECOND = 0.5 / 86_400;
const LAST_DAY = 2_958_465;
/** Excel's 1900 system has a 29 February 1900 that never was. */
const FALSE_LEAP_DAY = 60;
/** The 1904 system counts from zero, this many days later. */
const OFFSET_1904 = 1_462;

/** The day of an Excel serial number as YYYY-MM-DD, or undefined when it is none (a mere time, or out of range). */
export function serialToDay(serial: number, date1904: boolean): string | undefined {
  const days = Math.floor(serial + HALF_SECOND) + (date1904 ? OFFSET_1904 : 0);
  if (serial < 0 || days < 1 || days > LAST_DAY) return undefined;
  if (days === FALSE_LEAP_DAY) return '1900-02-29';
  const start = Date.UTC(1899, 11, days < FALSE_LEAP_DAY ? 31 : 30);
  return new Date(start + days * DAY).toISOString().slice(0, 10);
}
