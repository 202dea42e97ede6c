import { err, ok, type Day, type Result, type Span } from '@mingbai/kernel';
import type { Fund, OpenFund } from './fund.ts';

const UNUSABLE = ['no-fund', 'fund-of-other-organisation', 'in-the-future'] as const;
type Unusable = { readonly code: (typeof UNUSABLE)[number]; readonly detail?: Readonly<Record<string, string>> };
type Asked = { readonly org: string; readonly occurredOn: Span };

/**
 * The fund if a command of this organisation and day can use it: it is open, its own, and nothing lies in the future.
 */
export function usableFund(state: Fund, { org, occurredOn }: Asked, today: Day): Result<OpenFund, Unusable> {
  if (state.status === 'absent') return err({ code: 'no-fund' });
  if (state.org !== org) return err({ code: 'fund-of-other-organisation' });
  if (occurredOn.to > today) return err({ code: 'in-the-future', detail: { today } });
  return ok(state);
}
