import { SearchOutlined } from '@ant-design/icons';
import type { Row } from '@mingbai/client';
import { fieldLabel, webText, word } from '@mingbai/messages';
import type { Field, RegisterView } from '@mingbai/kernel';
import { Button, Form, Grid, Input, Select, Space } from 'antd';
import { useEffect, useState } from 'react';
import { useView } from '../shell/view.ts';
import { fieldsToShow, type RegisterColumn } from './register-columns.tsx';

const MOST_FILTERS = 3;
const parameterOf = (field: string): string => `f.${field}`;

const enumOf = (field: Field): Field | undefined => {
  const inner = field.kind === 'list' ? field.item : field;
  return inner?.kind === 'enum' ? inner : undefined;
};

/** The enumerations that a register can be narrowed by. */
const filtersOf = (register: RegisterView): readonly Field[] =>
  fieldsToShow(register)
    .filter((field) => enumOf(field) !== undefined)
    .slice(0, MOST_FILTERS);

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Words and enumerations to narrow a register by. They stand in the address. */
export function QueryForm({ register }: { register: RegisterView }) {
  const { get, change } = useView();
  const [form] = Form.useForm<Query>();
  const filters = filtersOf(register);
  const wide = Grid.useBreakpoint().md ?? true;
  const [all, setAll] = useState(false);
  const shown = wide || all ? filters : [];
  const asked = JSON.stringify(queryIn(filters, get));
  useEffect(() => form.setFieldsValue(JSON.parse(asked) as Query), [form, asked]);
  const search = (query: Query): void => {
    const chosen = filters.map(({ name }) => [parameterOf(name), listed(query[name]).join(',') || undefined] as const);
    change({ ...Object.fromEntries(chosen), q: String(query['q'] ?? '').trim() || undefined, page: undefined });
  };
  const reset = (): void => {
    form.resetFields();
    search({});
  };
  return (
    <Form form={form} name="query" className="query-form no-print" onFinish={search} layout="inline">
      <Form.Item name="q" label={webText('query.words')}>
        <Input allowClear placeholder={webText('query.words.hint')} />
      </Form.Item>
      {shown.map((field) => (
        <Form.Item key={field.name} name={field.name} label={fieldLabel(register.name, field.name)}>
          <Select
            mode="multiple"
            allowClear
            maxTagCount="responsive"
            placeholder={webText('query.any')}
            showSearch={{ optionFilterProp: 'label' }}
            options={optionsOf(field)}
          />
        </Form.Item>
      ))}
      <Form.Item className="query-buttons">
        <Space>
          <Button type="primary" htmlType="submit" icon={<SearchOutlined />}>
            {webText('query.search')}
          </Button>
          <Button onClick={reset}>{webText('query.reset')}</Button>
          {!wide && filters.length > 0 && (
            <Button type="link" onClick={() => setAll(!all)}>
              {webText(all ? 'query.less' : 'query.more')}
            </Button>
          )}
        </Space>
      </Form.Item>
    </Form>
  );
}

function optionsOf(field: Field) {
  const inner = enumOf(field);
  const prefix = inner?.words ?? inner?.name ?? '';
  return (inner?.values ?? []).map((value) => ({ value, label: word(prefix, value) }));
}

const listed = (value: Query[string]): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

function queryIn(filters: readonly Field[], get: (name: string) => string | undefined): Query {
  const chosen = filters.map(({ name }) => [name, get(parameterOf(name))?.split(',') ?? []] as const);
  return { q: get('q') ?? '', ...Object.fromEntries(chosen) };
}

/** The rows that the address asks for: every word somewhere in the row, every chosen enumeration met. */
export function queriedRows(
  rows: readonly Row[],
  columns: readonly RegisterColumn[],
  get: (name: string) => string | undefined,
) {
  const asked = (get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = columns.flatMap(({ field }) => {
    const values = field && get(parameterOf(field.name))?.split(',');
    return field && values ? [{ name: field.name, values }] : [];
  });
  return rows.filter((row) => {
    const meets = chosen.every(({ name, values }) =>
      [row.row[name]].flat().some((each) => values.includes(String(each))),
    );
    if (!meets || asked.length === 0) return meets;
    const text = columns
      .map((column) => column.text(row))
      .join(' ')
      .toLowerCase();
    return asked.every((each) => text.includes(each));
  });
}
