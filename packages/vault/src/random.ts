import { hash, randomBytes } from 'node:crypto';
import type { Random } from '@mingbai/application';

const POOL = 4096;

/** Chance from the operating system, for everything but tests. Asked for in pools: a call costs more than its bytes. */
export const randomFromSystem: Random = pooled(randomBytes);

function pooled(draw: (length: number) => Uint8Array): Random {
  let pool: Uint8Array = new Uint8Array();
  return {
    bytes(length) {
      if (length > POOL) return Uint8Array.from(draw(length));
      if (pool.length < length) pool = draw(POOL);
      const taken = Uint8Array.from(pool.subarray(0, length));
      pool.fill(0, 0, length); // what was given away is somebody's key
      pool = pool.subarray(length);
      return taken;
    },
  };
}

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
