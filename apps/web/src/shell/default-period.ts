import { useQuery } from '@tanstack/react-query';
import { gateway } from '../gateway.ts';
import { useSession } from '../session/session.ts';
import { useView } from './view.ts';

const TELLING = new Set(['visit', 'activity', 'congress']);
const YEARS_BACK = 3;

/** The period that the address names; without one the latest year that has anything to tell. */
export function useTellingPeriod(enabled = true): string | undefined {
  const { asked } = useView();
  const { today } = useSession();
  const latest = useQuery({
    queryKey: ['telling-year', asked.org, today],
    queryFn: () => latestTellingYear(asked.org, Number(today.slice(0, 4))),
    enabled: enabled && asked.period === undefined,
    staleTime: Infinity,
  });
  if (asked.period !== undefined) return asked.period;
  return latest.error || !enabled ? today.slice(0, 4) : latest.data;
}

async function latestTellingYear(org: string, year: number): Promise<string> {
  for (let back = 0; back < YEARS_BACK; back += 1) {
    const { sections } = await gateway.summary({ org, period: String(year - back) });
    if (sections.some(({ id }) => TELLING.has(id))) return String(year - back);
  }
  return String(year);
}
