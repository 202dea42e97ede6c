import { countWords } from '@mingbai/kernel';
import { webText } from '@mingbai/messages';
import { useQuery } from '@tanstack/react-query';
import { Card, Col, Row } from 'antd';
import { FigureDrawer } from '../figures/figure-drawer.tsx';
import { gateway } from '../gateway.ts';
import { useTellingPeriod } from '../shell/default-period.ts';
import { periodWords } from '../shell/period-words.ts';
import { Loading, Problem } from '../shell/states.tsx';
import { useView } from '../shell/view.ts';

const SHOWN = [
  'visit.occasions',
  'visit.person-times',
  'visit.money',
  'activity.count',
  'congress.sessions',
  'fund.income',
  'fund.expenditure',
  'fund.balance',
];

/** The year in figures; each opens its events. */
export function FigureCards() {
  const { asked, get, change } = useView();
  const period = useTellingPeriod();
  const at = { ...asked, period: period ?? '' };
  const summary = useQuery({
    queryKey: ['summary', at],
    queryFn: () => gateway.summary({ ...at, events: 'counted' }),
    enabled: period !== undefined,
  });
  if (summary.error) return <Problem error={summary.error} retry={() => void summary.refetch()} />;
  if (!summary.data) return <Loading />;
  const figures = SHOWN.flatMap((id) => summary.data.figures.find((figure) => figure.id === id) ?? []);
  return (
    <Card size="small" title={webText('home.figures', { period: periodWords(period) })}>
      <Row gutter={[12, 12]}>
        {figures.map(({ id, label, value, unit, precision, count }) => (
          <Col key={id} xs={12} md={6}>
            <button type="button" className="figure-card" onClick={() => change({ figure: id })}>
              <span className="hint">{label}</span>
              <strong className={value === null ? 'none' : ''}>{countWords(value, unit, precision)}</strong>
              <span className="hint">{webText(count > 0 ? 'figure.parts' : 'figure.noEvents', { count })}</span>
            </button>
          </Col>
        ))}
      </Row>
      <FigureDrawer figure={get('figure')} period={at.period} onClose={() => change({ figure: undefined })} />
    </Card>
  );
}
