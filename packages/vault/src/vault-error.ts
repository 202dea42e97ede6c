/** What can be wrong with a vault or a sealed text. The words a user reads are made from this code elsewhere. */
export type VaultErrorCode =
  | 'altered'
  | 'bad-key'
  | 'key-missing'
  | 'wrong-master-key'
  | 'vault-unreachable'
  | 'vault-broken'
  | 'vault-locked'
  | 'vault-damaged'
  | 'vault-read-only'
  | 'vault-format'
  | 'disk-full';

/** Thrown by the vault when it cannot answer; `code` is stable, the message is for developers and names no person. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly code: VaultErrorCode;

  constructor(code: VaultErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** Thrown by `seal` after the person's key was destroyed: the person cannot come back. */
export class ErasedPerson extends Error {
  override readonly name = 'ErasedPerson';
  readonly code = 'person-erased';
  readonly person: string;

  constructor(person: string) {
    super('the key of this person was destroyed');
    this.person = person;
  }
}
