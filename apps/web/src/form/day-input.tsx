import { CalendarOutlined } from '@ant-design/icons';
import { isDay } from '@mingbai/kernel';
import { webText } from '@mingbai/messages';
import { Button, Calendar, Input, Popover, Space } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';

type Props = { readonly id?: string; readonly value?: string; readonly onChange?: (value: string) => void };

/** A date as people say it, typed; or a day chosen from the calendar. */
export function DayInput({ id, value, onChange }: Props) {
  const [open, setOpen] = useState(false);
  const calendar = (
    <div className="calendar">
      <Calendar
        fullscreen={false}
        value={dayjs(value && isDay(value) ? value : undefined)}
        onSelect={(day, { source }) => {
          onChange?.(day.format('YYYY-MM-DD'));
          if (source === 'date') setOpen(false);
        }}
      />
    </div>
  );
  return (
    <Space.Compact block>
      <Input id={id ?? ''} value={value ?? ''} onChange={(event) => onChange?.(event.target.value)} />
      <Popover open={open} onOpenChange={setOpen} trigger="click" placement="bottomRight" content={calendar}>
        <Button icon={<CalendarOutlined />} aria-label={webText('form.calendar')} />
      </Popover>
    </Space.Compact>
  );
}
