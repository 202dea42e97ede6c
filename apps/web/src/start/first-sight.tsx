import type { Summary } from '@mingbai/client';
import { webText } from '@mingbai/messages';
import { SummaryPaper } from '../summary/summary-paper.tsx';

/**
 * The paper in its place, with nothing else, until the pages have been fetched and drawn around it. Made without any
 * library of parts, so that a slow computer shows the figures at once.
 */
export const FirstSight = ({ summary }: { summary: Summary }) => (
  <div className="shell first-sight">
    <header className="shell-header no-print">
      <span className="shell-name">{webText('app.name')}</span>
    </header>
    <main className="shell-content">
      <div className="first-paper">
        <SummaryPaper summary={summary} figure={undefined} onOpen={askFor} />
      </div>
    </main>
  </div>
);

/** A figure that is asked for this early stands in the address, where the pages find it, on their way or there. */
function askFor(figure: string): void {
  const address = new URL(location.href);
  address.searchParams.set('figure', figure);
  history.replaceState(history.state, '', address);
  dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
}
