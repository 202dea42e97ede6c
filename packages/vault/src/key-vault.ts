import { randomId, type Random, type RetentionClass, type SealedText, type Vault } from '@mingbai/application';
import { decrypt, encrypt, keyLength, nonceLength, unwrapKey, wrapKey } from './cipher.ts';
import type { CipherKey } from './cipher.ts';
import { retentionClasses } from './key-rows.ts';
import type { KeyName, KeyRows, NewKey } from './key-rows.ts';
import { ErasedPerson, VaultError } from './vault-error.ts';

const LARGEST_BATCH = 256;
/** So many unwrapped keys are kept at hand unless told otherwise: some 30 MB, the persons of a large district. */
const MOST_KEYS = 100_000;

/** What a vault is opened with. The master key (32 bytes) is kept outside of the vault and of every backup of it. */
export type VaultSecrets = {
  readonly masterKey: Uint8Array;
  readonly random: Random;
  /** How many unwrapped keys stay at hand. */
  readonly mostKeys?: number;
};

/**
 * The vault over any place that keeps rows. Unwrapped keys stay in memory until they are destroyed, many others have
 * been used since, or the vault is closed. Another process that has the vault open holds what it has unwrapped until it
 * destroys it too.
 */
export class KeyVault implements Vault {
  readonly #rows: KeyRows;
  readonly #masterKey: Uint8Array;
  readonly #random: Random;
  readonly #mostKeys: number;
  readonly #keys = new Map<string, Uint8Array>();
  readonly #pending = new Map<string, NewKey>();
  readonly #spare: string[] = [];
  #batch = 1;
  /** Whether a key that was sealed under has been thrown away since `flush` last said so. */
  #outrun = false;
  #fault: unknown;
  #closed = false;

  constructor(rows: KeyRows, { masterKey, random, mostKeys = MOST_KEYS }: VaultSecrets) {
    if (masterKey.length !== keyLength) throw new VaultError('bad-key', 'a master key has 32 bytes');
    this.#rows = rows;
    this.#masterKey = Uint8Array.from(masterKey);
    this.#random = random;
    this.#mostKeys = mostKeys;
  }

  newPerson(): string {
    this.#requireOpen();
    const spare = this.#spare.pop();
    if (spare !== undefined) return spare;
    // Somebody who names one person gets one key; a day of many persons soon waits for the disk only now and then.
    const made = Array.from({ length: this.#batch }, () => randomId(this.#random));
    for (const person of made) this.#makeKey({ person, class: 'identity' });
    this.#makeDurable();
    this.#batch = Math.min(this.#batch * 2, LARGEST_BATCH);
    const [first = '', ...others] = made;
    this.#spare.push(...others.toReversed());
    return first;
  }

  seal(person: string, retention: RetentionClass, context: string, text: string): SealedText {
    this.#requireOpen();
    const name = { person, class: retention };
    const known = this.#keyOf(name);
    if (known === 'erased') throw new ErasedPerson(person);
    const key = known ?? this.#makeKey(name);
    const nonce = this.#random.bytes(nonceLength);
    const sealed = encrypt({ key, context }, nonce, Buffer.from(text));
    return { sealed: 1, ...name, nonce: toBase64(nonce), text: toBase64(sealed) };
  }

  open(sealed: SealedText, context: string): string | undefined {
    this.#requireOpen();
    const key = this.#keyOf(sealed);
    if (key === 'erased') return undefined;
    if (key === undefined) throw new VaultError('key-missing', 'this vault never had the key of the text');
    const plain = decrypt({ key, context }, fromBase64(sealed.nonce), fromBase64(sealed.text));
    return Buffer.from(plain.buffer, plain.byteOffset, plain.length).toString();
  }

  flush(): boolean {
    this.#requireOpen();
    this.#makeDurable();
    const holds = !this.#outrun;
    this.#outrun = false;
    return holds;
  }

  destroy(person: string, retention?: RetentionClass): void {
    this.#requireOpen();
    const classes = retention === undefined ? retentionClasses : [retention];
    const names = classes.map((each) => ({ person, class: each }));
    // Memory first: if the disk fails, the vault is of no use any more anyhow.
    for (const name of names) this.#forget(name);
    const left = names.filter((name) => this.#rows.find(name)?.state !== 'erased');
    if (left.length > 0) this.#durably(() => this.#rows.erase(left));
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const key of this.#keys.values()) key.fill(0);
    this.#keys.clear();
    this.#pending.clear();
    this.#masterKey.fill(0);
    this.#rows.close();
  }

  #makeDurable(): void {
    if (this.#pending.size === 0) return;
    const taken = this.#durably(() => this.#rows.add([...this.#pending.values()]));
    this.#pending.clear();
    for (const name of taken) this.#forget(name);
    this.#outrun ||= taken.length > 0;
  }

  #keyOf(name: KeyName): Uint8Array | 'erased' | undefined {
    const cached = this.#keys.get(cacheKey(name));
    if (cached) return cached;
    const row = this.#rows.find(name);
    if (row === undefined) return undefined;
    if (row.state === 'erased') return 'erased';
    const key = unwrapKey(this.#wrapping(name), row.wrapped);
    this.#keep(name, key);
    return key;
  }

  /** Keeps a key at hand, in the place of the oldest when there are many; one that is not durable yet stays. */
  #keep(name: KeyName, key: Uint8Array): void {
    this.#keys.set(cacheKey(name), key);
    const [oldest] = this.#keys;
    if (this.#keys.size <= this.#mostKeys || !oldest || this.#pending.has(oldest[0])) return;
    oldest[1].fill(0);
    this.#keys.delete(oldest[0]);
  }

  #makeKey(name: KeyName): Uint8Array {
    const key = this.#random.bytes(keyLength);
    const wrapped = wrapKey(this.#wrapping(name), this.#random.bytes(nonceLength), key);
    this.#pending.set(cacheKey(name), { ...name, wrapped });
    this.#keep(name, key);
    return key;
  }

  #forget(name: KeyName): void {
    this.#keys.get(cacheKey(name))?.fill(0);
    this.#keys.delete(cacheKey(name));
    this.#pending.delete(cacheKey(name));
  }

  /** Bound to its owner, so that a wrapped key moved to another person's row does not open. */
  #wrapping(name: KeyName): CipherKey {
    return { key: this.#masterKey, context: `mingbai-key/v1 ${cacheKey(name)}` };
  }

  /**
   * A failed fsync is never tried again: what the disk holds is only known after opening the vault anew. Where another
   * process held the file nothing was written, and the same is tried again with what comes next.
   */
  #durably<Result>(write: () => Result): Result {
    try {
      return write();
    } catch (fault) {
      if (!(fault instanceof VaultError && fault.code === 'vault-locked')) this.#fault = fault;
      throw fault;
    }
  }

  #requireOpen(): void {
    if (this.#closed) throw new VaultError('vault-unreachable', 'the vault is closed');
    if (this.#fault !== undefined) {
      throw new VaultError('vault-broken', 'a write to the vault has failed: open it anew', this.#fault);
    }
  }
}

function cacheKey({ person, class: retention }: KeyName): string {
  return `${retention} ${person}`;
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function fromBase64(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new VaultError('altered', 'the sealed text is not base64');
  return bytes;
}
