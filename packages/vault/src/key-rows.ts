import type { RetentionClass } from '@mingbai/application';

/** Every class of personal data. `destroy` of a whole person leaves a fence in each. */
export const retentionClasses: readonly RetentionClass[] = ['identity', 'voucher', 'health', 'hardship', 'child'];

/** Whose key, and for which class of data. */
export type KeyName = { readonly person: string; readonly class: RetentionClass };

/** A row as it is kept: the wrapped key while the person is live or restricted, no key once erased. */
export type KeyRow =
  | { readonly state: 'live' | 'restricted'; readonly wrapped: Uint8Array }
  | { readonly state: 'erased' };

export type NewKey = KeyName & { readonly wrapped: Uint8Array };

/** Where wrapped keys are kept. Both writes are all or nothing, and durable when they return. */
export interface KeyRows {
  find(name: KeyName): KeyRow | undefined;
  /** Adds the keys that are not there, and gives the others: somebody else was first with them. */
  add(keys: readonly NewKey[]): readonly KeyName[];
  /** Overwrites the keys and leaves fences, for keys that never existed too. Repetition changes nothing. */
  erase(names: readonly KeyName[]): void;
  close(): void;
}
