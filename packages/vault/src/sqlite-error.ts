import { VaultError } from './vault-error.ts';
import type { VaultErrorCode } from './vault-error.ts';

// Primary result codes of SQLite.
const codes: Readonly<Record<number, VaultErrorCode>> = {
  5: 'vault-locked',
  6: 'vault-locked',
  8: 'vault-read-only',
  11: 'vault-damaged',
  13: 'disk-full',
  19: 'vault-damaged',
  26: 'vault-damaged',
};

/** Runs an action on the vault's file; what SQLite throws comes out as a `VaultError`. */
export function onFile<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (cause) {
    if (cause instanceof VaultError) throw cause;
    const errcode = cause instanceof Error && 'errcode' in cause ? Number(cause.errcode) : 0;
    // The low byte is the primary code, the rest says which operation failed.
    const code = codes[errcode & 0xff] ?? 'vault-unreachable';
    throw new VaultError(code, cause instanceof Error ? cause.message : 'the vault failed', cause);
  }
}
