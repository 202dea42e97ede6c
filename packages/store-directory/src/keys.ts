import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '@mingbai/application';
import { z } from 'zod';
import { DirectoryError } from './directory-error.ts';

const NAMES = ['master', 'hash', 'signing'] as const;
/**
 * Keys of a store: the vault's master key, the key of the command hashes, and the seed of the checkpoint signatures; 32
 * bytes each.
 */
export type Keys = Readonly<Record<(typeof NAMES)[number], Uint8Array>>;

const fileOf = (directory: string, name: string): string => join(directory, 'keys', `${name}.key`);

/** Makes the keys of a new store, readable by their owner only. */
export function makeKeys(directory: string, random: Random): Keys {
  mkdirSync(join(directory, 'keys'), { mode: 0o700 });
  for (const name of NAMES) {
    writeFileSync(fileOf(directory, name), `${Buffer.from(random.bytes(32)).toString('base64')}\n`, {
      mode: 0o600,
      flag: 'wx',
    });
  }
  return readKeys(directory);
}

/** Throws `keys-missing` when a key is not there or not whole. */
export function readKeys(directory: string): Keys {
  return {
    master: readKey(directory, 'master'),
    hash: readKey(directory, 'hash'),
    signing: readKey(directory, 'signing'),
  };
}

function readKey(directory: string, name: string): Uint8Array {
  const file = fileOf(directory, name);
  let key: Buffer;
  try {
    key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  } catch (cause) {
    throw new DirectoryError('keys-missing', { file: `keys/${name}.key` }, cause);
  }
  if (key.length !== 32) throw new DirectoryError('keys-missing', { file: `keys/${name}.key` });
  return new Uint8Array(key);
}

const key = z.base64().length(44);
const Encoded = z.strictObject({ master: key, hash: key, signing: key });
const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Keys as a backup's key file holds them. */
export const KeyFile = {
  encode: ({ master, hash, signing }: Keys): z.infer<typeof Encoded> => ({
    master: encode(master),
    hash: encode(hash),
    signing: encode(signing),
  }),
};

/** Tells whether keys are the ones that a backup was made under. It gives nothing away: each key is 32 random bytes. */
export const fingerprintOf = (keys: Keys): string =>
  createHash('sha256')
    .update(JSON.stringify(KeyFile.encode(keys)))
    .digest('hex');

/** Writes the keys of a key file into a new store directory. Throws `key-file-unreadable` when it is none. */
export function restoreKeys(directory: string, content: unknown, file: string): void {
  const parsed = Encoded.safeParse(content);
  if (!parsed.success) throw new DirectoryError('key-file-unreadable', { file });
  mkdirSync(join(directory, 'keys'), { mode: 0o700 });
  for (const name of NAMES)
    writeFileSync(fileOf(directory, name), `${parsed.data[name]}\n`, { mode: 0o600, flag: 'wx' });
}
