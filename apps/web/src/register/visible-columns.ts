import type { Row } from '@mingbai/client';
import { useState } from 'react';
import type { RegisterColumn } from './register-columns.tsx';

const MOST = 10;
const keyOf = (register: string): string => `mingbai.columns.${register}`;

function remembered(register: string): readonly string[] | undefined {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(keyOf(register)) ?? 'null');
    return Array.isArray(read) ? read.map(String) : undefined;
  } catch {
    return undefined; // somebody else's text under our key: the columns are chosen afresh
  }
}

/** Until somebody chooses, the columns that have something to show; a choice is remembered for each register. */
export function useVisibleColumns(register: string, columns: readonly RegisterColumn[], rows: readonly Row[]) {
  const [chosen, setChosen] = useState<{ register: string; keys: readonly string[] | undefined }>();
  const keys = chosen?.register === register ? chosen.keys : remembered(register);
  const filled = columns.filter((column) => !column.hidden && (rows.length === 0 || hasContent(column, rows)));
  const shown = keys ? columns.filter(({ key }) => keys.includes(key)) : filled.slice(0, MOST);
  const choose = (next: readonly string[] | undefined): void => {
    if (next) localStorage.setItem(keyOf(register), JSON.stringify(next));
    else localStorage.removeItem(keyOf(register));
    setChosen({ register, keys: next });
  };
  return { shown, choose };
}

function hasContent(column: RegisterColumn, rows: readonly Row[]): boolean {
  if (column.key === 'org') return new Set(rows.map(({ org }) => org)).size > 1;
  return rows.some((row) => column.text(row) !== '');
}
