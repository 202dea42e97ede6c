import { createCipheriv, createDecipheriv } from 'node:crypto';
import { VaultError } from './vault-error.ts';

/** Bytes of every key (AES-256). */
export const keyLength = 32;
/** Bytes of a nonce, which is never used twice with a key. */
export const nonceLength = 12;
const tagLength = 16;
const algorithm = 'aes-256-gcm';

/** What a cipher text is bound to: the key that made it and the context, which has to be given again to open it. */
export type CipherKey = { readonly key: Uint8Array; readonly context: string };

/** AES-256-GCM of the bytes under a fresh nonce: cipher text followed by the tag. */
export function encrypt({ key, context }: CipherKey, nonce: Uint8Array, plain: Uint8Array): Uint8Array {
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(context));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The bytes that `encrypt` was given. Throws `altered` if key, context, nonce or a single bit are not the same. */
export function decrypt({ key, context }: CipherKey, nonce: Uint8Array, sealed: Uint8Array): Uint8Array {
  if (nonce.length !== nonceLength || sealed.length < tagLength) throw new VaultError('altered', 'bytes are missing');
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagLength });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(-tagLength));
  try {
    const plain = decipher.update(sealed.subarray(0, -tagLength));
    decipher.final(); // gives no bytes with GCM, but throws where the tag does not fit
    return plain;
  } catch (cause) {
    throw new VaultError('altered', 'the text was altered or belongs elsewhere', cause);
  }
}

/** A key encrypted under another, with its nonce in front: 60 bytes for a key of 32. */
export function wrapKey(master: CipherKey, nonce: Uint8Array, key: Uint8Array): Uint8Array {
  return Buffer.concat([nonce, encrypt(master, nonce, key)]);
}

/** The key inside of `wrapKey`'s bytes. Throws `altered`. */
export function unwrapKey(master: CipherKey, wrapped: Uint8Array): Uint8Array {
  return decrypt(master, wrapped.subarray(0, nonceLength), wrapped.subarray(nonceLength));
}
