import type { Asked, ListAsked, Row } from '@mingbai/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { gateway } from '../gateway.ts';
import { useView } from '../shell/view.ts';

/** So many rows a page reads at most: more is neither looked through by a person nor quick on a telephone. */
export const MOST_ROWS = 2000;

const NONE: readonly Row[] = [];

const useList = (register: string, asked: ListAsked, enabled: boolean) =>
  useQuery({
    queryKey: ['register', register, asked],
    queryFn: () => gateway.list(register, asked),
    placeholderData: keepPreviousData,
    enabled,
  });

/** The latest rows of a register as of both clocks. While the scope changes, the rows before stay on the screen. */
export const useRows = (register: string, asked: Asked, enabled = true) =>
  useList(register, { ...asked, latest: MOST_ROWS }, enabled);

/** The row that the address names by its record or its event; asked for apart when it is older than those read. */
export function useOpenRow(register: string, asked: Asked, read: readonly Row[]): Row | undefined {
  const { get } = useView();
  const [record, event] = [get('record'), get('event')];
  const found = read.find((row) => row.record === record || row.event === event);
  const named = record === undefined ? { event } : { record };
  const apart = useQuery({
    queryKey: ['register', register, { ...asked, ...named }],
    queryFn: () => gateway.list(register, { ...asked, ...named }),
    enabled: (record ?? event) !== undefined && !found && read.length >= MOST_ROWS,
  });
  return found ?? apart.data?.at(-1);
}

/** All rows that are effective now, for names and pickers; of visits the latest. */
export const useAllRows = (register: string, org: string, enabled: boolean): readonly Row[] =>
  useList(register, { org, latest: register === 'visits' ? MOST_ROWS : undefined }, enabled).data ?? NONE;
