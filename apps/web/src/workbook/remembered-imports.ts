import type { ImportResult } from '@mingbai/client';

const KEY = 'mingbai.imports';
const MOST = 10;

export type Remembered = { readonly importId: string; readonly recorded: number; readonly at: string };

/** The imports made from this browser, the latest first, so that one can be taken back later. */
export function rememberedImports(): readonly Remembered[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(read) ? (read as Remembered[]) : []; // written by this file alone
  } catch {
    return [];
  }
}

export function rememberImport({ importId, recorded, corrected }: ImportResult): void {
  const latest = { importId, recorded: recorded + corrected, at: new Date().toISOString() };
  localStorage.setItem(KEY, JSON.stringify([latest, ...rememberedImports()].slice(0, MOST)));
}
