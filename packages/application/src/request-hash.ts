import { canonicalText } from '@mingbai/kernel';

/** The keyed hash by which a command's content is known again. The content itself is not kept. */
export const requestHashOf = (keyedHash: (text: string) => string, capability: string, input: unknown): string =>
  keyedHash(canonicalText([capability, input]));
