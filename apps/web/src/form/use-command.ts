import type { Answer } from '@mingbai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { gateway, newId } from '../gateway.ts';

export type Command = { readonly capability: string; readonly input: object; readonly dryRun?: boolean };

/**
 * Carries out capabilities. The same content sent again goes under the same id, so that a lost answer and a second
 * click record nothing twice; changed content is a new command.
 */
export function useCommand(onDone: (answer: Answer, command: Command) => void) {
  const queries = useQueryClient();
  const last = useRef({ content: '', id: '' });
  return useMutation({
    mutationFn: ({ capability, input, dryRun }: Command) => {
      const content = JSON.stringify([capability, input]);
      if (last.current.content !== content) last.current = { content, id: newId() };
      return gateway.run(capability, input, { id: last.current.id, dryRun });
    },
    onSuccess: async (answer, command) => {
      if (!command.dryRun)
        await queries.invalidateQueries({
          predicate: ({ queryKey: [name] }) => name !== 'session' && name !== 'policy',
        });
      onDone(answer, command);
    },
  });
}
