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

export function RegisterToolbar({ register, columns, shown, choose, onAct }: Props) {
  const { org, asked } = useView();
  const may = useMay();
  const { today } = useSession();
  const save = useSaveFile();
  const [importing, setImporting] = useState(false);
  const scope = isStanding(register.name) ? { ...asked, period: undefined } : asked;
  const title = registerName(register.name);
  const acts = beginnings(register, org, { may, today });
  const sheet = register.sheet;
  const imports = sheet !== undefined && may(sheet.record.name, org);
  const template = (): void => save.start(`${title}${webText('import.template')}.xlsx`, () => gateway.template(register.name));
  const exported = (): void => save.start(`${title}.xlsx`, () => gateway.exportRegister(register.name, scope));
  return (
    <Space wrap className="no-print">
      {acts.map((act, index) => (
        <Button key={act.capability.name} type={index === 0 ? 'primary' : 'default'} icon={index === 0 ? <PlusOutlined /> : null} onClick={() => onAct(act)}>
          {capabilityName(act.capability.name)}
        </Button>
      ))}
      {imports && (
        <Button icon={<UploadOutlined />} onClick={() => setImporting(true)}>
          {webText('import.open')}
        </Button>
      )}
      {sheet && (
        <Dropdown
          menu={{
            items: [
              { key: 'rows', label: webText('export.rows'), onClick: exported },
              { key: 'template', label: webText('export.template'), onClick: template },
            ],
          }}
        >
          <Button icon={<DownloadOutlined />} loading={save.busy}>
            {webText('export.open')}
          </Button>
        </Dropdown>
      )}
      <Tooltip title={webText('print')}>
        <Button icon={<PrinterOutlined />} aria-label={webText('print')} onClick={() => print()} />
      </Tooltip>
      <ColumnChooser columns={columns} shown={shown} choose={choose} />
      <Drawer open={importing} size={720} title={webText('import.title')} destroyOnHidden onClose={() => setImporting(false)}>
        <ImportPanel org={org} register={register.name} />
      </Drawer>
    </Space>
  );
}
