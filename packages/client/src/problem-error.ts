import { problemText } from '@mingbai/messages';

/** RFC 9457, with the code and field that the catalogue and a form need. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly field?: string | undefined;
};

/** A refusal or a fault that the other side answered with; `message` is its detail in the user's language. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** What a server that could not be reached, or that answered something else, comes to. */
export function unreachable(url: string, status = 503): ProblemError {
  const code = 'server-unreachable';
  const detail = problemText(code, { url });
  return new ProblemError({ type: `urn:mingbai:problem:${code}`, title: detail, status, detail, code });
}

/** The problem in an answer that is not a success. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const answer: unknown = await response.json().catch(() => undefined);
  return isProblem(answer) ? new ProblemError(answer) : unreachable(response.url, response.status);
}

/** By hand, for the pages ask their first questions before a library of schemas has run. */
function isProblem(answer: unknown): answer is Problem {
  if (typeof answer !== 'object' || answer === null) return false;
  const { type, title, status, detail, code, field }: Partial<Record<keyof Problem, unknown>> = answer;
  const texts = [type, title, detail, code, ...(field === undefined ? [] : [field])];
  return Number.isInteger(status) && texts.every((each) => typeof each === 'string');
}
