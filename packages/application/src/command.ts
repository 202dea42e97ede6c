import type { Role } from '@mingbai/kernel';

/** A command as it reaches the writer: who, what, and under which id. Permission has been asked before. */
export type Command = {
  readonly id: string;
  readonly capability: string;
  readonly input: unknown;
  readonly actor: { readonly id: string; readonly role: Role; readonly assurance: 'signed-in' | 'asserted' };
  readonly imported?: boolean;
  /** The act that this command is part of (an import); its own id when left out. */
  readonly correlation?: string;
  readonly causation?: string;
};
