import { ClockCircleOutlined } from '@ant-design/icons';
import { webText } from '@mingbai/messages';
import { Badge, Button, DatePicker, Popover, Select, Space } from 'antd';
import dayjs from 'dayjs';
import { useLocation } from 'react-router';
import { useSession } from '../session/session.ts';
import { PeriodPicker } from './period-picker.tsx';
import { isStanding, useView } from './view.ts';

/** Where and when: organisation, period and both clocks. Each stands in the address. */
export function ScopeBar() {
  const { organisations } = useSession();
  const { org, asked, change } = useView();
  const { pathname } = useLocation();
  // A fund is replayed from its first fen, by the clocks alone.
  const standing = pathname === '/replay' || isStanding(pathname.replace('/registers/', ''));
  const options = organisations.map(({ code, name }) => ({ value: code, label: name, code }));
  return (
    <div className="scope no-print">
      <Select
        className="scope-org"
        aria-label={webText('scope.org')}
        value={org}
        options={options}
        popupMatchSelectWidth={false}
        showSearch={{
          filterOption: (typed, option) =>
            `${option?.label} ${option?.code}`.toLowerCase().includes(typed.trim().toLowerCase()),
        }}
        onChange={(code: string) => change({ org: code, page: undefined })}
      />
      {!standing && <PeriodPicker value={asked.period} onChange={(period) => change({ period, page: undefined })} />}
      <Clocks />
    </div>
  );
}

function Clocks() {
  const { asked, change } = useView();
  const set = [asked.asOf, asked.knownAt].filter(Boolean).length;
  const clock = (name: 'asOf' | 'knownAt') => (
    <div className="clock">
      <div>{webText(`scope.${name}`)}</div>
      <DatePicker
        aria-label={webText(`scope.${name}`)}
        placeholder={webText('scope.today')}
        value={asked[name] ? dayjs(asked[name]) : null}
        onChange={(day) => change({ [name]: day ? day.format('YYYY-MM-DD') : undefined })}
      />
      <div className="hint">{webText(`scope.${name}.hint`)}</div>
    </div>
  );
  const content = (
    <Space orientation="vertical" size="middle">
      {clock('asOf')}
      {clock('knownAt')}
    </Space>
  );
  const said = [
    asked.asOf && webText('scope.asOf.short', { day: asked.asOf }),
    asked.knownAt && webText('scope.knownAt.short', { day: asked.knownAt }),
  ].filter(Boolean);
  return (
    <Popover trigger="click" content={content} placement="bottomRight">
      <Badge dot={set > 0}>
        <Button icon={<ClockCircleOutlined />} aria-label={webText('scope.clocks')}>
          <span className={said.length > 0 ? '' : 'wide-only'}>{said.join(' ') || webText('scope.clocks')}</span>
        </Button>
      </Badge>
    </Popover>
  );
}
