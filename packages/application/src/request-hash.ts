import { canonicalText } from '@mingbai/kernel';

/** 128 bits: enough to know a content again, and whoever could forge one would have to hold the key. */
const HEX_DIGITS = 32;

/** The keyed hash by which a command's content is known again. The content itself is not kept. */
export const requestHashOf = (keyedHash: (text: string) => string, capability: string, input: unknown): string =>
  keyedHash(canonicalText([capability, input])).slice(0, HEX_DIGITS);
