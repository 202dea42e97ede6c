import { z } from 'zod';
import { problemText } from '@mingbai/messages';

/** RFC 9457, with the code and field that the catalogue and a form need. */
const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  field: z.string().optional(),
});
export type Problem = z.infer<typeof Problem>;

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
  const parsed = Problem.safeParse(await response.json().catch(() => undefined));
  return parsed.success ? new ProblemError(parsed.data) : unreachable(response.url, response.status);
}
