import { webText } from '@mingbai/messages';

/** Words in a row, as the papers set them: single words, whole items, or clauses of one sentence. */
export const joinedWords = (parts: readonly string[]): string => parts.filter(Boolean).join(webText('join.words'));
export const joinedItems = (parts: readonly string[]): string => parts.filter(Boolean).join(webText('join.items'));
export const joinedClauses = (parts: readonly string[]): string => parts.filter(Boolean).join(webText('join.clauses'));
