import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';
import { add, closingLine, NOTHING, type Counts } from './counts.ts';

/** A file that could not be loaded has no tests to fail, so it counts as one failure itself. */
function countModule(module: TestModule): Counts {
  let counts = NOTHING;
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    if (state === 'pending') counts = add(counts, { passed: 0, failed: 1, skipped: 0 });
    else counts = add(counts, { ...NOTHING, [state]: 1 });
  }
  return module.ok() || counts.failed > 0 ? counts : add(counts, { passed: 0, failed: 1, skipped: 0 });
}

/**
 * Ends a vitest run with `N passed, N failed`, and leaves the same numbers in the file that COUNTS_FILE names.
 * A default export, because that is how vitest loads a reporter from a path.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const stray: Counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    const counts = modules.map(countModule).reduce(add, stray);
    const file = process.env['COUNTS_FILE'];
    if (file) writeFileSync(file, JSON.stringify(counts));
    console.log(closingLine(counts));
  }
}
