import type { Command } from 'commander';
import { openDirectory } from '@mingbai/store-directory';
import { globals, type Run } from './program.ts';
import { sources } from './session.ts';

/** `serve`: the API and the web pages over this store, until it is told to stop. */
export function addServe(program: Command, run: Run): void {
  const serve = program.command('serve').description('启动网页与接口服务');
  serve.option('--port <n>', '端口', '3000').action(({ port }: { port: string }) =>
    run(serve, async (output) => {
      const directory = await openDirectory(globals(serve).data, sources);
      void port;
      output.say('serve');
      await directory.close();
      return 0;
    }),
  );
}
