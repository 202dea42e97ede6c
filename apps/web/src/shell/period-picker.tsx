import { webText } from '@mingbai/messages';
import { Cascader, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useSession } from '../session/session.ts';
import { periodWords } from './period-words.ts';

const FIRST_YEAR = 2015;
const CUSTOM = 'custom';
const ALL = 'all';

type Option = { readonly value: string; readonly label: string; readonly children?: Option[] };

const choice = (value: string): Option => ({ value, label: periodWords(value) });

function optionsUpTo(lastYear: number): Option[] {
  const years = Array.from({ length: lastYear - FIRST_YEAR + 1 }, (_, i) => String(lastYear - i));
  const kind = (
    name: 'year' | 'half' | 'quarter' | 'schoolYear' | 'term',
    of: (year: string) => readonly string[],
  ) => ({
    value: name,
    label: webText(`period.${name}`),
    children: years.flatMap((year) => of(year).map(choice)),
  });
  return [
    { value: ALL, label: webText('period.all') },
    kind('year', (year) => [year]),
    kind('half', (year) => [`${year}H2`, `${year}H1`]),
    kind('quarter', (year) => [4, 3, 2, 1].map((quarter) => `${year}Q${quarter}`)),
    kind('schoolYear', (year) => [`SY${year}`]),
    kind('term', (year) => [`${year}T2`, `${year}T1`]),
    { value: CUSTOM, label: webText('period.custom') },
  ];
}

function pathTo(options: readonly Option[], chosen: string): string[] {
  const group = options.find(({ children }) => children?.some(({ value }) => value === chosen));
  return group ? [group.value, chosen] : [chosen];
}

type Props = { readonly value: string | undefined; readonly onChange: (period: string | undefined) => void };

/** A period: year, half-year, quarter, school year, term, two days of one's own, or all time. */
export function PeriodPicker({ value, onChange }: Props) {
  const { today } = useSession();
  const isRange = value?.includes('..') ?? false;
  const [asking, setAsking] = useState(isRange);
  const [from, to] = isRange && value ? value.split('..') : [];
  const options = optionsUpTo(Number(today.slice(0, 4)) + 1); // what is planned lies ahead
  const choose = (path: readonly string[]): void => {
    const chosen = path.at(-1);
    setAsking(chosen === CUSTOM);
    if (chosen !== CUSTOM) onChange(chosen === ALL ? undefined : chosen);
  };
  return (
    <>
      <Cascader
        className="scope-period"
        aria-label={webText('scope.period')}
        allowClear={false}
        options={options}
        value={pathTo(options, asking ? CUSTOM : (value ?? ALL))}
        displayRender={() => (asking ? webText('period.custom') : periodWords(value))}
        onChange={(path) => choose(path.map(String))}
      />
      {asking && (
        <DatePicker.RangePicker
          className="scope-range"
          allowClear={false}
          value={from && to ? [dayjs(from), dayjs(to)] : null}
          onChange={(days) => {
            const [first, last] = days ?? [];
            if (first && last) onChange(`${first.format('YYYY-MM-DD')}..${last.format('YYYY-MM-DD')}`);
          }}
        />
      )}
    </>
  );
}
