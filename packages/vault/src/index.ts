export type { VaultSecrets } from './key-vault.ts';
export { randomFromSystem, seededRandom } from './random.ts';
export { ErasedPerson, VaultError } from './vault-error.ts';
export type { VaultErrorCode } from './vault-error.ts';
export { MemoryVault, SqliteVault } from './vaults.ts';
