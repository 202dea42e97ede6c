import { word } from '@mingbai/messages';
import type { Names } from './names.ts';

/** A record's id as people read it: one that is made of an organisation, a person and a role is told in their names. */
export function recordWords(record: string, { nameOf }: Pick<Names, 'nameOf'>): string {
  const parts = record.split('/');
  if (parts.length === 1) return record;
  const named = (part: string): string =>
    [nameOf('organisation', part), nameOf('person', part), word('role', part)].find((name) => name !== part) ?? part;
  return parts.map(named).join(' · ');
}
