import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { gateway } from '../gateway.ts';
import { useSession } from '../session/session.ts';
import { useView } from './view.ts';

const TELLING = new Set(['visit', 'activity', 'congress']);
const YEARS_BACK = 3;

/**
 * The period that the address names; without one the latest year that has anything to tell, which then stands
 * there.
 */
export function useTellingPeriod(): string | undefined {
  const { asked, change } = useView();
  const { today } = useSession();
  const latest = useQuery({
    queryKey: ['telling-year', asked.org, today],
    queryFn: () => latestTellingYear(asked.org, Number(today.slice(0, 4))),
    enabled: asked.period === undefined,
    staleTime: Infinity,
  });
  const found = latest.error ? today.slice(0, 4) : latest.data;
  useEffect(() => {
    if (asked.period === undefined && found !== undefined) change({ period: found });
  }, [asked.period, found, change]);
  return asked.period ?? found;
}

async function latestTellingYear(org: string, year: number): Promise<string> {
  for (let back = 0; back < YEARS_BACK; back += 1) {
    const { sections } = await gateway.summary({ org, period: String(year - back), events: 'counted' });
    if (sections.some(({ id }) => TELLING.has(id))) return String(year - back);
  }
  return String(year);
}
