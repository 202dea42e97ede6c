import type { Answer } from '@mingbai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { gateway } from '../gateway.ts';
import { useActId } from './use-act-id.ts';

export type Command = { readonly capability: string; readonly input: object; readonly dryRun?: boolean };

/** Carries out capabilities. */
export function useCommand(onDone: (answer: Answer, command: Command) => void) {
  const queries = useQueryClient();
  const idOf = useActId();
  return useMutation({
    mutationFn: ({ capability, input, dryRun }: Command) =>
      gateway.run(capability, input, { id: idOf(JSON.stringify([capability, input])), dryRun }),
    onSuccess: async (answer, command) => {
      if (!command.dryRun)
        await queries.invalidateQueries({
          predicate: ({ queryKey: [name] }) => name !== 'session' && name !== 'policy',
        });
      onDone(answer, command);
    },
  });
}
