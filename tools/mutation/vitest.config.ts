import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Tests of composition that speak of the rules and of who may do what. The others are slow; or they record before their
 * first test, and then every mutant would count as one that all tests reach.
 */
const COMPOSITION = [
  'asking',
  'directory',
  'erasing',
  'figures',
  'fund-figures',
  'head-count-figures',
  'organisation-codes',
  'payment-requests',
  'people-figures',
  'permissions',
  'plans',
  'quorum',
  'refusals',
  'resolutions',
  'roles',
  'staff-numbers',
];

/** What needs no store comes first: it finds most mutants, and at once. */
class QuickestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((a, b) => rank(a) - rank(b)));
  }
}
const rank = ({ moduleId }: TestSpecification): number => (moduleId.includes('/composition/') ? 1 : 0);

export default defineConfig({
  test: {
    root: join(import.meta.dirname, '..', '..'),
    include: [
      'packages/{domain,rules}/src/**/*.test.ts',
      ...COMPOSITION.map((name) => `tests/composition/src/${name}.test.ts`),
    ],
    // Every run of tests has a worker of its own all the same, and so modules that know the mutant from the start.
    isolate: false,
    sequence: { sequencer: QuickestFirst },
  },
});
