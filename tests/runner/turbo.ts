import { run } from './command.ts';

// Turbo without its telemetry, on every platform: `node tests/runner/turbo.ts run build`.
process.exitCode = await run(['turbo', ...process.argv.slice(2)]);
