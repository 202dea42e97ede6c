import { webText, type WebKey } from '@mingbai/messages';
import { Card, Empty, Tag } from 'antd';
import { Link } from 'react-router';
import { useExceptions } from '../audit/exceptions-card.tsx';
import { useRows } from '../register/rows.ts';
import { useMay } from '../session/session.ts';
import { Problem } from '../shell/states.tsx';
import { useView } from '../shell/view.ts';

type Waiting = { readonly key: WebKey; readonly count: number; readonly to: string; readonly colour: string };

/** What waits for somebody: requests to approve or to pay, and exceptions to look at. */
export function ToDo() {
  const { waiting, failed, loading } = useWaiting();
  return (
    <Card size="small" title={webText('home.todo')} loading={loading}>
      {failed?.error && <Problem error={failed.error} retry={() => void failed.refetch()} />}
      {(waiting.length > 0 || !failed) && <Lines lines={waiting} />}
    </Card>
  );
}

function useWaiting() {
  const { org, linkTo } = useView();
  const may = useMay();
  const asks = may('payment-requests', org);
  const audits = may('visits', org) && may('fund-entries', org);
  const requests = useRows('payment-requests', { org }, asks);
  const exceptions = useExceptions(audits);
  const count = (status: string): number => (requests.data ?? []).filter(({ row }) => row['status'] === status).length;
  const requestsWith = (status: string): string =>
    linkTo('/registers/payment-requests', { 'f.status': status, period: undefined });
  const lines: readonly Waiting[] = [
    { key: 'home.toApprove', count: count('requested'), to: requestsWith('requested'), colour: 'orange' },
    { key: 'home.toPay', count: count('approved'), to: requestsWith('approved'), colour: 'blue' },
    { key: 'home.exceptions', count: exceptions.data?.count ?? 0, to: linkTo('/audit'), colour: 'red' },
  ];
  const waiting = lines.filter((each) => each.count > 0);
  // A whole district's exceptions take seconds to find: what is known to wait is shown before.
  const failed = [requests, exceptions].find(({ error }) => error !== null);
  const unsure = audits && exceptions.isPending && waiting.length === 0 && !failed;
  return {
    waiting,
    failed,
    loading: (asks && requests.isPending) || unsure,
  };
}

const Lines = ({ lines }: { lines: readonly Waiting[] }) => (
  <>
    {lines.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={webText('home.nothing')} />}
    <div className="todo">
      {lines.map((each) => (
        <Link key={each.key} to={each.to} className="todo-line">
          <Tag color={each.colour}>{each.count}</Tag>
          {webText(each.key)}
        </Link>
      ))}
    </div>
  </>
);
