import { enableCompileCache } from 'node:module';

// Stripping types takes half of a command's time; the second run finds them stripped.
enableCompileCache();
const { runCli } = await import('./program.ts');

process.exitCode = await runCli(process.argv.slice(2));
