/** What vitest's JSON reporter tells of one test, as far as it is read here. */
export type Told = {
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
};

const CONTRACT = 'the event store contract: ';
const PASSED = 'passed';

type Cell = { readonly store: string; readonly test: string; readonly status: string; readonly around: string };

function cellOf({ ancestorTitles, title, status }: Told): readonly Cell[] {
  const at = ancestorTitles.findIndex((each) => each.startsWith(CONTRACT));
  if (at < 0) return [];
  const test = [...ancestorTitles.slice(at + 1), title].join(': ');
  const around = ancestorTitles.slice(0, at).join(', ');
  return [{ store: (ancestorTitles[at] ?? '').slice(CONTRACT.length), test, status, around }];
}

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)];
const MARKS: Readonly<Record<string, string>> = { passed: '✓', failed: '**failed**' };

/** The contract suite as a table of tests by stores, with what was left out and why. */
export function contractReport(tests: readonly Told[], node: string): string {
  const cells = tests.flatMap(cellOf);
  const stores = distinct(cells.map(({ store }) => store));
  const statusOf = (store: string, test: string): string =>
    cells.find((cell) => cell.store === store && cell.test === test)?.status ?? 'not there';
  const lines = distinct(cells.map(({ test }) => test)).map((test) => {
    const marks = stores.map((store) => MARKS[statusOf(store, test)] ?? 'left out');
    return `| ${test} | ${marks.join(' | ')} |`;
  });
  return [
    '# The contract of event stores, by store',
    '',
    `Written by \`pnpm contract-report\` on Node ${node}: one suite over every store,`,
    'from `packages/application/src/contract-tests`.',
    '',
    `| test | ${stores.join(' | ')} |`,
    `| --- | ${stores.map(() => '---').join(' | ')} |`,
    ...lines,
    '',
    ...stores.map((store) => totalLine(store, cells)),
    '',
  ].join('\n');
}

function totalLine(store: string, cells: readonly Cell[]): string {
  const own = cells.filter((cell) => cell.store === store);
  const count = (status: string): number => own.filter((cell) => cell.status === status).length;
  const left = own.filter(({ status }) => status !== PASSED && status !== 'failed');
  const why =
    left.length === own.length ? ` (${own[0]?.around ?? ''})` : `: ${left.map(({ test }) => test).join('; ')}`;
  const told = left.length === 0 ? '' : `, ${left.length} left out${why}`;
  return `- ${store}: ${count(PASSED)} passed, ${count('failed')} failed${told}.`;
}
