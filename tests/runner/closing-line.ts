import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';
import { add, closingLine, NOTHING, type Counts } from './counts.ts';
import { failureLine } from './failures.ts';

/** A file that could not be loaded, or not cleared up after, counts as one failure when no test in it does. */
function countModule(module: TestModule): Counts {
  let counts = NOTHING;
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    if (state === 'pending') counts = add(counts, { passed: 0, failed: 1, skipped: 0 });
    else counts = add(counts, { ...NOTHING, [state]: 1 });
  }
  return module.ok() || counts.failed > 0 ? counts : add(counts, { passed: 0, failed: 1, skipped: 0 });
}

/** What went wrong in a file: in itself, in the hooks of its groups, and in its tests. */
function* failuresIn(module: TestModule): Generator<string> {
  const file = `${module.project.name} ${module.relativeModuleId}`;
  for (const error of module.errors()) yield failureLine(file, error);
  for (const suite of module.children.allSuites()) {
    for (const error of suite.errors()) yield failureLine(`${file} > ${suite.fullName}`, error);
  }
  for (const test of module.children.allTests()) {
    const { state, errors = [] } = test.result();
    if (state === 'pending') yield failureLine(`${file} > ${test.fullName}`, { message: 'was not run to its end' });
    if (state === 'failed') for (const error of errors) yield failureLine(`${file} > ${test.fullName}`, error);
  }
}

/**
 * Ends a vitest run with a line for each failure and then `N passed, N failed`, and leaves the same numbers in the file
 * that COUNTS_FILE names. A default export, because that is how vitest loads a reporter from a path.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const stray: Counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    const counts = modules.map(countModule).reduce(add, stray);
    const file = process.env['COUNTS_FILE'];
    if (file) writeFileSync(file, JSON.stringify(counts));
    for (const line of modules.flatMap((module) => [...failuresIn(module)])) console.log(line);
    for (const error of unhandledErrors) console.log(failureLine('outside of the tests', error));
    console.log(closingLine(counts));
  }
}
