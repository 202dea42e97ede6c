import { hash, randomBytes } from 'node:crypto';
import type { Random } from '@mingbai/application';

/** Chance from the operating system, for everything but tests. */
export const randomFromSystem: Random = { bytes: (length) => Uint8Array.from(randomBytes(length)) };

/**
 * A stream of bytes that the seed fixes, for tests and simulations only: SHA-256 of seed and a counter. The bytes do
 * not depend on how they are divided into calls. Two streams of one seed are the same.
 */
export function seededRandom(seed: string): Random {
  let counter = 0;
  let rest = Buffer.alloc(0);
  return {
    bytes(length) {
      while (rest.length < length) {
        rest = Buffer.concat([rest, hash('sha256', `${seed}\n${counter}`, 'buffer')]);
        counter += 1;
      }
      const taken = Uint8Array.from(rest.subarray(0, length));
      rest = rest.subarray(length);
      return taken;
    },
  };
}
