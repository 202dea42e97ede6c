import type { AuditException } from '@mingbai/client';
import { webText } from '@mingbai/messages';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Card, Table } from 'antd';
import { Link } from 'react-router';
import { gateway } from '../gateway.ts';
import { useNames } from '../register/names.ts';
import { Problem } from '../shell/states.tsx';
import { useView } from '../shell/view.ts';

const NO_TARGETS: readonly string[] = [];

export const useExceptions = (enabled: boolean) => {
  const { asked } = useView();
  return useQuery({
    queryKey: ['check', asked],
    queryFn: () => gateway.check(asked),
    placeholderData: keepPreviousData,
    enabled,
  });
};

/** What should be looked at, each with the way to its record. Never an accusation. */
export function ExceptionsCard() {
  const exceptions = useExceptions(true);
  const names = useNames(NO_TARGETS);
  const where = useWhere();
  if (exceptions.error) return <Problem error={exceptions.error} retry={() => void exceptions.refetch()} />;
  const { count = 0, exceptions: found = [] } = exceptions.data ?? {};
  return (
    <Card title={webText('audit.exceptions', { count })} loading={exceptions.isPending}>
      {found.length === 0 && <Alert type="success" showIcon title={webText('audit.exceptions.none')} />}
      {found.length > 0 && (
        <Table<AuditException>
          size="small"
          rowKey={({ code, event, position }) => `${code}/${event}/${position}`}
          dataSource={[...found]}
          scroll={{ x: 'max-content' }}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showTotal: (total) => webText('table.total', { total }) }}
          columns={[
            { title: webText('audit.org'), render: (_value, { org }) => names.nameOf('organisation', org) },
            { title: webText('audit.found'), className: 'cell-message', dataIndex: 'message' },
            { title: webText('audit.position'), align: 'right', dataIndex: 'position' },
            {
              title: webText('table.actions'),
              render: (_value, each) => <Link to={where(each)}>{webText('audit.look')}</Link>,
            },
          ]}
        />
      )}
    </Card>
  );
}

/** The page that shows what an exception is about. */
function useWhere() {
  const { linkTo } = useView();
  return ({ code, event, org, detail }: AuditException): string => {
    const at = { org, event, period: undefined };
    if (code === 'fund-below-zero') return linkTo('/replay', { org, fund: String(detail['fund']), at: event });
    if (code === 'visit-and-payment-differ') return linkTo('/registers/visits', at);
    if (code === 'same-statement') return linkTo(`/registers/${String(detail['register'])}`, at);
    return linkTo('/registers/fund-entries', at);
  };
}
