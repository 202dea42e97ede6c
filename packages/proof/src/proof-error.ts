/** What can be wrong with a proof, a note or a key. The words a user reads are made from this code elsewhere. */
export type ProofErrorCode =
  | 'bad-range'
  | 'bad-hash'
  | 'malformed-key'
  | 'malformed-note'
  | 'malformed-checkpoint'
  | 'malformed-proof'
  | 'bad-signature'
  | 'unknown-signer'
  | 'wrong-origin'
  | 'not-included';

/** Thrown by everything in this package that cannot answer; `code` is stable, the message is for developers. */
export class ProofError extends Error {
  override readonly name = 'ProofError';
  readonly code: ProofErrorCode;

  constructor(code: ProofErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
