import type { CellError } from '@mingbai/client';
import { webText } from '@mingbai/messages';
import { Table } from 'antd';

/** Every error at once, each with its cell. */
export function CellErrors({ errors }: { errors: readonly CellError[] }) {
  return (
    <Table<CellError>
      size="small"
      className="cell-errors"
      rowKey={({ sheet, row, column, code }) => `${sheet}/${row}/${column}/${code}`}
      dataSource={[...errors]}
      scroll={{ x: 'max-content' }}
      pagination={{ pageSize: 10, hideOnSinglePage: true, showTotal: (total) => webText('table.total', { total }) }}
      columns={[
        { title: webText('import.sheet'), dataIndex: 'sheet' },
        { title: webText('import.row'), dataIndex: 'row', align: 'right' },
        { title: webText('import.column'), dataIndex: 'column' },
        { title: webText('import.message'), dataIndex: 'message', className: 'cell-message' },
      ]}
    />
  );
}
