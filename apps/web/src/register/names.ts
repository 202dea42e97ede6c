import type { Row } from '@mingbai/client';
import { writeSpan, type Span } from '@mingbai/kernel';
import { webText, word } from '@mingbai/messages';
import { useMemo } from 'react';
import { joinedWords } from '../joined.ts';
import { useMay, useSession } from '../session/session.ts';
import { useView } from '../shell/view.ts';
import { useAllRows } from './rows.ts';

type Choice = { readonly value: string; readonly label: string };
/** What references point at: the name for an id, and the choices for a picker. */
export type Names = {
  readonly nameOf: (target: string, id: string) => string;
  readonly choicesOf: (target: string, org?: string) => readonly Choice[];
  /** Who did something: a registered person, or the operator of the store directory. */
  readonly actorOf: (id: string) => string;
};

/** The registers that references point into. */
const TARGETS: Readonly<Record<string, string>> = { fund: 'funds', visit: 'visits' };

type Labelled = Choice & { readonly org: string };

/** Names for the references of the targets that a page shows. What the person may not read stays an id. */
export function useNames(targets: readonly string[], org?: string): Names {
  const { organisations } = useSession();
  const may = useMay();
  const { org: looked } = useView();
  const at = org ?? looked;
  const wants = (target: string): boolean => targets.includes(target) && may(TARGETS[target] ?? '', at);
  const widest = organisations.find(({ code }) => may('persons', code))?.code ?? at;
  const persons = useAllRows('persons', widest, targets.includes('person') && may('persons', widest));
  const funds = useAllRows('funds', at, wants('fund'));
  const visits = useAllRows('visits', at, wants('visit'));
  return useMemo(() => {
    const top = organisations[0]?.code;
    const lists = new Map<string, readonly Labelled[]>([
      ['organisation', organisations.map(({ code, name }) => ({ value: code, label: name, org: code }))],
      ['person', persons.map(personChoice)],
      ['fund', funds.map(fundChoice)],
      ['visit', visits.map(visitChoice)],
    ]);
    const labels = new Map([...lists].map(([target, list]) => [target, labelsOf(list)] as const));
    const nameOf: Names['nameOf'] = (target, id) => labels.get(target)?.get(id) ?? id;
    return {
      nameOf,
      choicesOf: (target, within) =>
        (lists.get(target) ?? []).filter(({ org: own }) => within === undefined || within === top || own === within),
      actorOf: (id) =>
        id === 'operator' ? word('role', 'operator') : (labels.get('person')?.get(id) ?? webText('actor.other')),
    };
  }, [organisations, persons, funds, visits]);
}

const labelsOf = (list: readonly Labelled[]): ReadonlyMap<string, string> =>
  new Map(list.map(({ value, label }) => [value, label] as const));

function personChoice({ record, org, row }: Row): Labelled {
  const staffNumber = row['staffNumber'];
  const name = String(row['name']);
  return { value: record, org, label: typeof staffNumber === 'string' ? `${name} ${staffNumber}` : name };
}

const fundChoice = ({ record, org, row }: Row): Labelled => ({ value: record, org, label: String(row['name']) });

export const spanOf = ({ from, to, asStated }: Row): Span =>
  ({ from, to, ...(asStated === null ? {} : { asStated }) }) as Span; // days of the store's own rows

function visitChoice(row: Row): Labelled {
  // What the register of visits holds.
  const { triggers, people } = row.row as { triggers?: readonly string[]; people?: readonly { name: string }[] };
  const why = joinedWords((triggers ?? []).map((trigger) => word('trigger', trigger)));
  const who = joinedWords((people ?? []).map(({ name }) => name));
  return { value: row.record, org: row.org, label: [writeSpan(spanOf(row)), why, who].filter(Boolean).join(' ') };
}
