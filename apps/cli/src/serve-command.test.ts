import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { terminalProblemText } from '@mingbai/messages';
import { Usage } from './failure.ts';
import { whyUnheard } from './serve-command.ts';

const taken = createServer();
let port = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => void taken.listen(0, '127.0.0.1', resolve));
  const address = taken.address();
  if (address !== null && typeof address === 'object') ({ port } = address);
});
afterAll(() => void taken.close());

/** What whoever tries to listen there is told. */
async function told(where: { readonly port: number; readonly host: string }): Promise<string> {
  const server = createServer();
  const error = await new Promise((resolve) => void server.once('error', resolve).listen(where));
  const why = whyUnheard(error, where);
  return why instanceof Usage ? `${why.exit} ${terminalProblemText(why.code, why.detail)}` : String(error);
}

it('an address that is not this machine’s is a usage mistake, as is a port that is taken', async () => {
  expect(await told({ port: 0, host: '192.0.2.1' })).toMatch(/^1 这台机器没有地址“192.0.2.1”；请用 --host/);
  expect(await told({ port, host: '127.0.0.1' })).toMatch(new RegExp(`^1 端口 ${port} 已被占用；请用 --port`));
});
