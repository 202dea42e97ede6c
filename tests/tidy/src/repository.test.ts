import { describe, expect, it } from 'vitest';
import { ALL_CHECKS } from './all-checks.ts';
import { readRepository } from './files.ts';

const { files, repository } = readRepository();

describe('this repository', () => {
  it('is there to be read', () => {
    expect(files.map(([path]) => path)).toContain('tests/tidy/src/repository.test.ts');
  });

  it.each(['LICENSE', 'README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'])('has a %s', (path) => {
    expect(repository.read(path)).toMatch(/\S/);
  });

  it.each(ALL_CHECKS)('$name', ({ find }) => {
    const found = files.flatMap(([path, text]) => find(path, text, repository).map((what) => `${path}: ${what}`));
    expect(found).toEqual([]);
  });
});
