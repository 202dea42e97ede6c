import { registerNamed } from '@mingbai/domain';
import { fieldsOf, type Field, type RegisterView } from '@mingbai/kernel';
import { registerName, webText } from '@mingbai/messages';
import { Alert, Card, Typography } from 'antd';
import { useMemo, useState } from 'react';
import { useParams } from 'react-router';
import { ActDrawer } from '../form/act-drawer.tsx';
import { useMay } from '../session/session.ts';
import { NoSuchPage } from '../shell/page-fault.tsx';
import { periodWords } from '../shell/period-words.ts';
import { Problem } from '../shell/states.tsx';
import { isStanding, useView } from '../shell/view.ts';
import { useNames } from './names.ts';
import { queriedRows, QueryForm } from './query-form.tsx';
import { RecordDrawer } from './record-drawer.tsx';
import { columnsFor } from './register-columns.tsx';
import { RegisterTable } from './register-table.tsx';
import { RegisterToolbar } from './register-toolbar.tsx';
import type { Act } from './row-actions.ts';
import { MOST_ROWS, useOpenRow, useRows } from './rows.ts';
import { useVisibleColumns } from './visible-columns.ts';

/**
 * The page of every register: query, table, drawer, forms, import, export and print, all from the register's
 * schema.
 */
export function RegisterPage() {
  const { register: name = '' } = useParams();
  const register = registerNamed(name);
  return register ? <Register key={name} register={register} /> : <NoSuchPage />;
}

const targetsOf = (fields: readonly Field[]): readonly string[] => [
  ...new Set(fields.flatMap(({ target }) => target ?? [])),
];

function Register({ register }: { register: RegisterView }) {
  const { asked, org, get, change } = useView();
  const may = useMay();
  const [act, setAct] = useState<Act>();
  const names = useNames(useMemo(() => targetsOf(fieldsOf(register.fields)), [register]));
  const columns = useMemo(() => columnsFor(register, names), [register, names]);
  const readable = may(register.name, org);
  const period = isStanding(register.name) ? undefined : asked.period;
  const rows = useRows(register.name, { ...asked, period }, readable);
  const all = useMemo(() => rows.data ?? [], [rows.data]);
  const found = useMemo(() => queriedRows(all, columns, get), [all, columns, get]);
  const { shown, choose } = useVisibleColumns(register.name, columns, all);
  const open = useOpenRow(register.name, { ...asked, period }, all);
  const title = registerName(register.name);
  return (
    <>
      <div className="page-head">
        <Typography.Title level={4}>{title}</Typography.Title>
        <RegisterToolbar register={register} columns={columns} shown={shown} choose={choose} onAct={setAct} />
      </div>
      <div className="print-only print-head">
        {names.nameOf('organisation', org)} {title} {isStanding(register.name) ? '' : periodWords(period)}
      </div>
      {!readable && <Alert type="warning" showIcon title={webText('register.forbidden')} />}
      {rows.error && <Problem error={rows.error} retry={() => void rows.refetch()} />}
      {readable && !rows.error && (
        <>
          <Card size="small" className="no-print query-card">
            <QueryForm register={register} />
          </Card>
          <OnlyLatest read={all.length} />
          <RegisterTable
            register={register}
            columns={shown}
            rows={found}
            read={all.length}
            loading={rows.isFetching && !rows.data}
            onOpen={(row) => change({ record: row.record, event: undefined })}
            onAct={setAct}
          />
        </>
      )}
      <RecordDrawer
        register={register}
        row={open}
        names={names}
        onClose={() => change({ record: undefined, event: undefined })}
        onAct={setAct}
      />
      <ActDrawer act={act} onClose={() => setAct(undefined)} onAct={setAct} />
    </>
  );
}

/** Says that there may be more than has been read. */
const OnlyLatest = ({ read }: { read: number }) =>
  read < MOST_ROWS ? null : (
    <Alert type="info" showIcon className="no-print" title={webText('register.latest', { count: MOST_ROWS })} />
  );
