import type { Refusal } from '@mingbai/application';

/**
 * 0 done · 1 usage · 2 did not verify or rows refused · 3 not found · 4 refused by a rule or for want of permission · 5
 * store
 */
export const EXIT = { done: 0, usage: 1, notVerified: 2, notFound: 3, refused: 4, store: 5 } as const;

const KIND: Readonly<Record<Refusal['kind'], number>> = {
  malformed: EXIT.usage,
  forbidden: EXIT.refused,
  rejected: EXIT.refused,
  reused: EXIT.refused,
  'not-found': EXIT.notFound,
  unavailable: EXIT.store,
};
const NOT_FOUND = new Set([
  'no-fund',
  'no-request',
  'no-counterpart',
  'person-not-found',
  'file-not-found',
  'import-not-found',
]);

export const exitCodeOf = ({ kind, code }: Refusal): number =>
  kind === 'rejected' && (NOT_FOUND.has(code) || code.startsWith('no-such-')) ? EXIT.notFound : KIND[kind];
