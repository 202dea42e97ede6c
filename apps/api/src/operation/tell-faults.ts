import type { Problem } from '../problem-filter.ts';
import type { WriteLine } from './observe-requests.ts';

/** Tells whoever runs the service what went wrong. */
export type TellFault = (problem: Pick<Problem, 'status' | 'code' | 'detail'>, error: unknown) => void;

/**
 * Where a log is kept, a fault is one line of it, with what the driver of a server said. Elsewhere only our own words
 * are told, and the place where the program is at fault.
 */
export const faultTeller =
  (write?: WriteLine): TellFault =>
  ({ status, code, detail }, error) => {
    const cause = causeOf(error, status);
    if (write) write(JSON.stringify({ time: new Date().toISOString(), level: 'error', code, message: detail, cause }));
    else process.stderr.write(status === 500 ? `${detail} ${cause}\n` : `${detail}\n`);
  };

/** A fault of the program is told with its place; a server that is away is known, and would fill the log. */
function causeOf(error: unknown, status: number): string {
  if (!(error instanceof Error)) return String(error);
  return (status === 500 ? error.stack : undefined) ?? error.message;
}
