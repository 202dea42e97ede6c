import type { RegisterView } from '@mingbai/kernel';
import { capabilityName, webText } from '@mingbai/messages';
import { useMay, useSession } from '../session/session.ts';
import { isStanding, useView } from '../shell/view.ts';
import { beginnings } from './row-actions.ts';

/**
 * What an empty table says: that the query leaves nothing over, that one may look elsewhere, or how to begin. `read` is
 * how many rows there were before the query.
 */
export function useEmptyWords(register: RegisterView, read: number): string {
  const { asked, org } = useView();
  const { organisations, today } = useSession();
  const may = useMay();
  if (read > 0) return webText('register.empty.query');
  const period = isStanding(register.name) ? undefined : asked.period;
  if (period ?? asked.asOf ?? asked.knownAt) return webText('register.empty.scope');
  const [first] = beginnings(register, org, { may, today });
  if (first) return webText('register.empty.begin', { act: capabilityName(first.capability.name) });
  return webText(org === organisations[0]?.code ? 'register.empty.none' : 'register.empty.scope');
}
