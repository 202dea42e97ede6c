import type { Asked, Row } from '@mingbai/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { gateway } from '../gateway.ts';

/** Rows of a register as of both clocks. While the scope changes, the rows before stay on the screen. */
export const useRows = (register: string, asked: Asked, enabled = true) =>
  useQuery({
    queryKey: ['register', register, asked],
    queryFn: () => gateway.list(register, asked),
    placeholderData: keepPreviousData,
    enabled,
  });

const NONE: readonly Row[] = [];

/** All rows that are effective now, for names and pickers. */
export const useAllRows = (register: string, org: string, enabled: boolean): readonly Row[] =>
  useQuery({ queryKey: ['register', register, { org }], queryFn: () => gateway.list(register, { org }), enabled })
    .data ?? NONE;
