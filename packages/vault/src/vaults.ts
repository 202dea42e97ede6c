import { keyLength, nonceLength, unwrapKey, wrapKey } from './cipher.ts';
import type { CipherKey } from './cipher.ts';
import { KeyVault } from './key-vault.ts';
import type { VaultSecrets } from './key-vault.ts';
import { memoryKeyRows } from './memory-key-rows.ts';
import { sqliteKeyRows } from './sqlite-key-rows.ts';
import type { MasterCheck } from './sqlite-key-rows.ts';
import { VaultError } from './vault-error.ts';

/** A vault in memory, for tests and dry runs; the same cipher and rules as the durable one. Throws `bad-key`. */
export class MemoryVault extends KeyVault {
  constructor(secrets: VaultSecrets) {
    super(memoryKeyRows(), secrets);
  }
}

/**
 * The vault in a file of its own, made (mode 0600) if it is missing. What `flush` and `destroy` do is durable when they
 * return; a failed write, but for one that met a lock, closes the vault for every later call (`vault-broken`). Throws
 * `VaultError`: `bad-key`, `wrong-master-key`, `vault-unreachable`, `vault-locked`, `vault-damaged`, `vault-format`,
 * `vault-read-only`, `disk-full`.
 */
export class SqliteVault extends KeyVault {
  constructor(path: string, secrets: VaultSecrets) {
    if (secrets.masterKey.length !== keyLength) throw new VaultError('bad-key', 'a master key has 32 bytes');
    super(sqliteKeyRows(path, masterCheck(secrets)), secrets);
  }
}

function masterCheck({ masterKey, random }: VaultSecrets): MasterCheck {
  const wrapping: CipherKey = { key: masterKey, context: 'mingbai-master-check/v1' };
  return {
    make: () => wrapKey(wrapping, random.bytes(nonceLength), new Uint8Array(keyLength)),
    verify: (wrapped) => {
      try {
        unwrapKey(wrapping, wrapped);
      } catch (cause) {
        throw new VaultError('wrong-master-key', 'the master key is not the one of this vault', cause);
      }
    },
  };
}
