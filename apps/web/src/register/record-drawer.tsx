import type { Row } from '@mingbai/client';
import type { RegisterView } from '@mingbai/kernel';
import { capabilityName, fieldLabel, registerName, text, webText } from '@mingbai/messages';
import { Button, Descriptions, Divider, Drawer, Space } from 'antd';
import { useMay, useOversight, useSession } from '../session/session.ts';
import { OpenAccountButton } from '../session/open-account-button.tsx';
import type { Names } from './names.ts';
import { recordWords } from './record-words.ts';
import { RecordHistory } from './record-history.tsx';
import { columnsFor } from './register-columns.tsx';
import { actsOn, type Act } from './row-actions.ts';

type Props = {
  readonly register: RegisterView;
  readonly row: Row | undefined;
  readonly names: Names;
  readonly onClose: () => void;
  readonly onAct: (act: Act) => void;
};

/** One record: its fields, what can be done about it, its history, and the proof that each event is in the log. */
export function RecordDrawer({ register, row, names, onClose, onAct }: Props) {
  const may = useMay();
  const { today } = useSession();
  const { administers } = useOversight();
  const acts = row ? actsOn(row, register, { may, today }) : undefined;
  const opensAccount = administers && register.name === 'persons' && row?.row['name'] !== text('erased');
  const button = (act: Act) => (
    <Button key={act.capability.name} danger={act.danger ?? false} onClick={() => onAct(act)}>
      {capabilityName(act.capability.name)}
    </Button>
  );
  return (
    <Drawer
      open={row !== undefined}
      size={640}
      title={registerName(register.name)}
      onClose={onClose}
      className="record-drawer"
    >
      {row && acts && (
        <>
          <Space wrap className="record-acts">
            {[...acts.often, ...acts.rare].map(button)}
            {opensAccount && <OpenAccountButton person={row.record} name={String(row.row['name'])} />}
            {acts.last.map(button)}
          </Space>
          <RecordFields register={register} row={row} names={names} />
          <Divider titlePlacement="start">{webText('record.history')}</Divider>
          <RecordHistory register={register} record={row.record} />
        </>
      )}
    </Drawer>
  );
}

function RecordFields({ register, row, names }: { register: RegisterView; row: Row; names: Names }) {
  const told = columnsFor(register, names).filter(({ hidden, text }) => !hidden && text(row) !== '');
  const items = [
    ...told.map((column) => ({
      key: column.key,
      label: column.title,
      children: column.node?.(row) ?? column.text(row),
    })),
    {
      key: 'record',
      label: fieldLabel('', 'record'),
      children: <code className="id">{recordWords(row.record, names)}</code>,
    },
  ];
  return <Descriptions bordered size="small" column={1} className="record-fields" items={items} />;
}
