import type { Answer } from '@mingbai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { gateway } from '../gateway.ts';
import { useActId } from './use-act-id.ts';

export type Command = { readonly capability: string; readonly input: object; readonly dryRun?: boolean };

const COMMAND = { mutationKey: ['command'] };

/** Carries out capabilities, one after another: a second click while one is on its way is none. */
export function useCommand(onDone: (answer: Answer, command: Command) => void) {
  const queries = useQueryClient();
  const idOf = useActId();
  const command = useMutation({
    ...COMMAND,
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
  const mutate: typeof command.mutate = (...given) => {
    if (queries.isMutating(COMMAND) === 0) command.mutate(...given);
  };
  return { ...command, mutate };
}
