import { DownloadOutlined, PlusOutlined, PrinterOutlined, UploadOutlined } from '@ant-design/icons';
import type { RegisterView } from '@mingbai/kernel';
import { capabilityName, registerName, webText } from '@mingbai/messages';
import { Button, Drawer, Dropdown, Space, Tooltip } from 'antd';
import { useState } from 'react';
import { gateway } from '../gateway.ts';
import { useMay, useSession } from '../session/session.ts';
import { useSaveFile } from '../shell/save-file.ts';
import { isStanding, useView } from '../shell/view.ts';
import { ImportPanel } from '../workbook/import-panel.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import type { RegisterColumn } from './register-columns.tsx';
import { beginnings, type Act } from './row-actions.ts';

type Props = {
  readonly register: RegisterView;
  readonly columns: readonly RegisterColumn[];
  readonly shown: readonly RegisterColumn[];
  readonly choose: (keys: readonly string[] | undefined) => void;
  readonly onAct: (act: Act) => void;
};

/** What can be begun, brought in, taken out and printed here. */
export function RegisterToolbar({ register, columns, shown, choose, onAct }: Props) {
  const { org } = useView();
  const may = useMay();
  const { today } = useSession();
  const acts = beginnings(register, org, { may, today });
  const imports = register.sheet !== undefined && may(register.sheet.record.name, org);
  return (
    <Space wrap className="no-print">
      {acts.map((act, index) => (
        <Button
          key={act.capability.name}
          type={index === 0 ? 'primary' : 'default'}
          icon={index === 0 ? <PlusOutlined /> : null}
          onClick={() => onAct(act)}
        >
          {capabilityName(act.capability.name)}
        </Button>
      ))}
      {imports && <ImportButton register={register} />}
      {register.sheet && <ExportButton register={register} />}
      <Tooltip title={webText('print')}>
        <Button
          className="wide-only"
          icon={<PrinterOutlined />}
          aria-label={webText('print')}
          onClick={() => print()}
        />
      </Tooltip>
      <ColumnChooser columns={columns} shown={shown} choose={choose} />
    </Space>
  );
}

function ImportButton({ register }: { register: RegisterView }) {
  const { org } = useView();
  const [importing, setImporting] = useState(false);
  return (
    <>
      <Button icon={<UploadOutlined />} onClick={() => setImporting(true)}>
        {webText('import.open')}
      </Button>
      <Drawer
        open={importing}
        size={720}
        title={webText('import.title')}
        destroyOnHidden
        onClose={() => setImporting(false)}
      >
        <ImportPanel org={org} register={register.name} />
      </Drawer>
    </>
  );
}

function ExportButton({ register }: { register: RegisterView }) {
  const { asked } = useView();
  const save = useSaveFile();
  const scope = isStanding(register.name) ? { ...asked, period: undefined } : asked;
  const title = registerName(register.name);
  const rows = (): void => save.start(`${title}.xlsx`, () => gateway.exportRegister(register.name, scope));
  const template = (): void =>
    save.start(`${title}${webText('import.template')}.xlsx`, () => gateway.template(register.name));
  const items = [
    { key: 'rows', label: webText('export.rows'), onClick: rows },
    { key: 'template', label: webText('export.template'), onClick: template },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button icon={<DownloadOutlined />} loading={save.busy}>
        {webText('export.open')}
      </Button>
    </Dropdown>
  );
}
