import { useMutation } from '@tanstack/react-query';
import { App } from 'antd';

/** Hands a file to the browser under a name. */
function handOver(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Fetches a file and saves it; a refusal is said, not downloaded. */
export function useSaveFile() {
  const { message } = App.useApp();
  const saving = useMutation({
    mutationFn: async ({ name, fetchFile }: { name: string; fetchFile: () => Promise<Blob> }) => {
      handOver(name, await fetchFile());
    },
    onError: (error) => message.error(error.message),
  });
  return {
    busy: saving.isPending,
    start: (name: string, fetchFile: () => Promise<Blob>): void => saving.mutate({ name, fetchFile }),
  };
}
