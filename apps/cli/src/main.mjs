import { enableCompileCache } from 'node:module';

// Stripping types takes half of a command's time; the second run finds them stripped. This file itself has none: it is
// read before the cache is there, and one file with types is enough to load what strips them.
enableCompileCache();
const { runCli } = await import('./program.ts');

// Whoever reads the output may stop early, as `head` does; the command still ends in order.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
process.exitCode = await runCli(process.argv.slice(2));
