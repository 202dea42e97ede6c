import { SettingOutlined } from '@ant-design/icons';
import { webText } from '@mingbai/messages';
import { Button, Checkbox, Popover, Tooltip } from 'antd';
import type { RegisterColumn } from './register-columns.tsx';

type Props = {
  readonly columns: readonly RegisterColumn[];
  readonly shown: readonly RegisterColumn[];
  readonly choose: (keys: readonly string[] | undefined) => void;
};

export function ColumnChooser({ columns, shown, choose }: Props) {
  const content = (
    <div className="column-chooser">
      <Checkbox.Group
        value={shown.map(({ key }) => key)}
        options={columns.map(({ key, title }) => ({ value: key, label: title }))}
        onChange={(keys) => choose(keys.length > 0 ? keys.map(String) : undefined)}
      />
      <Button size="small" type="link" onClick={() => choose(undefined)}>
        {webText('column.reset')}
      </Button>
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" title={webText('column.choose')} content={content}>
      <Tooltip title={webText('column.choose')}>
        <Button icon={<SettingOutlined />} aria-label={webText('column.choose')} />
      </Tooltip>
    </Popover>
  );
}
