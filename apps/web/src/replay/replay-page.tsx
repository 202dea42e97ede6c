import type { Replay, ReplayOrder } from '@mingbai/client';
import { webText, word } from '@mingbai/messages';
import { useQuery } from '@tanstack/react-query';
import { Alert, Card, Empty, Segmented, Select, Space, Typography } from 'antd';
import { lazy, Suspense } from 'react';
import { gateway } from '../gateway.ts';
import { useAllRows } from '../register/rows.ts';
import { useMay } from '../session/session.ts';
import { Loading, Problem } from '../shell/states.tsx';
import { useView } from '../shell/view.ts';
import { BalanceNow } from './balance-now.tsx';
import { ReplayControls } from './replay-controls.tsx';
import { ReplayTable } from './replay-table.tsx';
import { useReplayPosition } from './use-replay-position.ts';

const BalanceChart = lazy(async () => ({ default: (await import('./balance-chart.tsx')).BalanceChart }));

/** A fund from its first fen: the balance as a line, a slider over its entries, and the entry at the slider's place. */
export function ReplayPage() {
  const { org, asked, get, change } = useView();
  const may = useMay();
  const funds = useAllRows('funds', org, may('funds', org));
  const fund = get('fund') ?? funds[0]?.record;
  const order: ReplayOrder = get('order') === 'recorded' ? 'recorded' : 'happened';
  const at = { asOf: asked.asOf, knownAt: asked.knownAt, order };
  const replay = useQuery({
    queryKey: ['replay', fund, at],
    queryFn: () => gateway.replay(fund ?? '', at),
    enabled: fund !== undefined,
  });
  return (
    <>
      <div className="page-head">
        <Typography.Title level={4}>{webText('menu.replay')}</Typography.Title>
        <Space wrap className="no-print">
          <Select
            className="fund-select"
            aria-label={webText('replay.fund')}
            placeholder={webText('replay.fund')}
            value={fund ?? null}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
            options={funds.map(({ record, row }) => ({ value: record, label: `${String(row['name'])} ${record}` }))}
            onChange={(chosen: string | null) => change({ fund: chosen ?? undefined, at: undefined })}
          />
          <Segmented
            value={order}
            options={[
              { value: 'happened', label: webText('replay.happened') },
              { value: 'recorded', label: webText('replay.recorded') },
            ]}
            onChange={(chosen) => change({ order: chosen === 'happened' ? undefined : chosen, at: undefined })}
          />
        </Space>
      </div>
      {fund === undefined && <Empty description={webText('replay.noFund')} />}
      {replay.error && <Problem error={replay.error} retry={() => void replay.refetch()} />}
      {replay.isLoading && <Loading />}
      {replay.data && <Replayed key={`${fund}/${order}`} replay={replay.data} />}
    </>
  );
}

function Replayed({ replay }: { replay: Replay }) {
  const { fund, entries, openingKnown } = replay;
  const { index, go, playing, setPlaying } = useReplayPosition(entries);
  if (entries.length === 0) return <Empty description={webText('replay.empty')} />;
  return (
    <div className="replay">
      {!openingKnown && <Alert type="warning" showIcon title={webText('replay.openingUnknown')} />}
      <Card size="small" title={[...new Set([fund.name, word('fund-kind', fund.kind)])].join(' · ')}>
        <BalanceNow replay={replay} index={index} />
        <Suspense fallback={<Loading />}>
          <BalanceChart replay={replay} index={index} onGo={go} />
        </Suspense>
        <ReplayControls entries={entries} index={index} playing={playing} onGo={go} onPlay={setPlaying} />
      </Card>
      <ReplayTable replay={replay} index={index} onGo={go} />
    </div>
  );
}
