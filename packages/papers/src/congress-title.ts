import { chineseNumerals, ordinalWords, type Ordinal } from '@mingbai/kernel';
import { word } from '@mingbai/messages';

type Body = { readonly body: string; readonly term?: Ordinal; readonly session?: number };

const sessionWords = (session: number | undefined): string =>
  session === undefined ? '' : `第${chineseNumerals(session)}次会议`;

/**
 * The title of a sitting: 第六届教职工代表大会暨第七次工会会员代表大会第二次会议. Bodies that share a session number have it
 * once at the end; where each has its own, each carries it.
 */
export function titleOfCongress(row: Readonly<Record<string, unknown>>): string {
  const bodies = row['bodies'] as readonly Body[]; // the register's schema has passed the row
  const sessions = new Set(bodies.map(({ session }) => session).filter((session) => session !== undefined));
  const shared = sessions.size <= 1;
  const names = bodies.map(
    ({ body, term, session }) =>
      `${term ? ordinalWords(term) : ''}${word('body', body)}${shared ? '' : sessionWords(session)}`,
  );
  return `${names.join('暨')}${shared ? sessionWords([...sessions][0]) : ''}`;
}
