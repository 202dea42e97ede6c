/** One file of the repository: its path from the root, with forward slashes, and its text. */
export type File = readonly [path: string, text: string];

/** What the checks may ask about the rest of the repository. */
export type Repository = {
  readonly exists: (path: string) => boolean;
  readonly read: (path: string) => string | undefined;
};

/** A rule about files, with the proof that it bites: `catches` are violations, `allows` their innocent neighbours. */
export type Check = {
  readonly name: string;
  readonly find: (path: string, text: string, repository: Repository) => readonly string[];
  readonly catches: readonly File[];
  readonly allows: readonly File[];
  /** The rest of the repository as the samples see it. */
  readonly around?: Readonly<Record<string, string>>;
};

export const isCode = (path: string): boolean => /\.([mc]?[jt]sx?|css)$/.test(path) || path === '.ci/run';

export const isTest = (path: string): boolean => path.startsWith('tests/') || /\.test\.tsx?$/.test(path);

export type Line = readonly [line: string, number: number];

export const linesOf = (text: string): readonly Line[] =>
  text.split('\n').map((line, index) => [line.replace(/\r$/, ''), index + 1] as const);

/** Says where each line is that the pattern matches. */
export const linesMatching = (text: string, pattern: RegExp, complaint: string): readonly string[] =>
  linesOf(text)
    .filter(([line]) => pattern.test(line))
    .map(([line, number]) => `line ${number}: ${complaint}: ${line.trim().slice(0, 80)}`);
