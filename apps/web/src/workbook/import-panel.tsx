import { InboxOutlined } from '@ant-design/icons';
import type { ImportResult } from '@mingbai/client';
import { webText } from '@mingbai/messages';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Space, Steps, Upload } from 'antd';
import { useRef, useState } from 'react';
import { gateway, newId } from '../gateway.ts';
import { useSaveFile } from '../shell/save-file.ts';
import { CellErrors } from './cell-errors.tsx';
import { rememberImport } from './remembered-imports.ts';
import { WithdrawForm } from './withdraw-form.tsx';

type Props = { readonly org: string; readonly register?: string };

const MIME = '.xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A workbook is checked without recording anything, every error is shown with its cell, then it is recorded whole. */
export function ImportPanel({ org, register }: Props) {
  const save = useSaveFile();
  const { file, result, done, error, busy, choose, confirm } = useImport(org);
  const template = (): void => save.start(`${webText('import.template')}.xlsx`, () => gateway.template(register));
  return (
    <div className="import">
      <Steps size="small" current={done ? 2 : result ? 1 : 0} items={steps()} />
      <Upload.Dragger accept={MIME} maxCount={1} beforeUpload={choose} showUploadList={false} disabled={busy}>
        <p className="ant-upload-drag-icon">
          <InboxOutlined />
        </p>
        <p>{file?.name ?? webText('import.drop')}</p>
        <p className="hint">{webText('import.drop.hint')}</p>
      </Upload.Dragger>
      <Button type="link" onClick={template}>
        {webText('import.template.get')}
      </Button>
      {error && <Alert type="error" showIcon title={error.message} />}
      {done && <Done result={done} />}
      {result && file && !done && (
        <>
          <Preview result={result} />
          <NextStep result={result} file={file} org={org} busy={busy} onConfirm={confirm} />
        </>
      )}
    </div>
  );
}

/** A chosen file, what checking it found, and what came of recording it. */
function useImport(org: string) {
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  /** Of the chosen file: sent again after a lost answer, it is the same import. */
  const id = useRef('');
  const check = useMutation({
    mutationFn: (chosen: File) => gateway.importWorkbook(chosen, { id: id.current, org, dryRun: true }),
  });
  const record = useMutation({
    mutationFn: (chosen: File) => gateway.importWorkbook(chosen, { id: id.current, org }),
    onSuccess: async (result) => {
      if (result.recorded + result.corrected > 0) rememberImport(result);
      await queries.invalidateQueries();
    },
  });
  const choose = (chosen: File): boolean => {
    setFile(chosen);
    id.current = newId();
    record.reset();
    check.mutate(chosen);
    return false; // antd would send it itself
  };
  return {
    file,
    result: record.data ?? check.data,
    done: record.data?.errors.length === 0 ? record.data : undefined,
    error: record.error ?? check.error,
    busy: check.isPending || record.isPending,
    choose,
    confirm: (): void => {
      if (file) record.mutate(file);
    },
  };
}

type NextProps = {
  readonly result: ImportResult;
  readonly file: File;
  readonly org: string;
  readonly busy: boolean;
  readonly onConfirm: () => void;
};

function NextStep({ result: { errors, rows }, file, org, busy, onConfirm }: NextProps) {
  const save = useSaveFile();
  const annotate = (): void => save.start(annotatedName(file.name), () => gateway.annotate(file, { org }));
  return (
    <Space wrap>
      <Button type="primary" disabled={errors.length > 0 || rows === 0} loading={busy} onClick={onConfirm}>
        {webText('import.confirm', { rows })}
      </Button>
      {errors.length > 0 && (
        <Button loading={save.busy} onClick={annotate}>
          {webText('import.annotated')}
        </Button>
      )}
    </Space>
  );
}

const annotatedName = (name: string): string =>
  name.replace(/(\.xlsx)?$/i, `${webText('import.annotated.suffix')}.xlsx`);

const steps = () => [
  { title: webText('import.step.choose') },
  { title: webText('import.step.check') },
  { title: webText('import.step.done') },
];

function Preview({ result }: { result: ImportResult }) {
  const { rows, recorded, corrected, unchanged, errors, warnings } = result;
  if (errors.length === 0) {
    return (
      <>
        <Alert type="success" showIcon title={webText('import.clean', { rows, recorded, corrected, unchanged })} />
        <Warnings warnings={warnings} />
      </>
    );
  }
  return (
    <>
      <Alert type="error" showIcon title={webText('import.errors', { rows, errors: errors.length })} />
      <CellErrors errors={errors} />
    </>
  );
}

/** Rows that are taken and may yet be meant otherwise. */
function Warnings({ warnings }: Pick<ImportResult, 'warnings'>) {
  if (warnings.length === 0) return null;
  return (
    <>
      <Alert type="warning" showIcon title={webText('import.warnings', { count: warnings.length })} />
      <CellErrors errors={warnings} />
    </>
  );
}

function Done({ result }: { result: ImportResult }) {
  const { importId, recorded, corrected, unchanged, warnings, needsReview } = result;
  return (
    <>
      <Alert
        type="success"
        showIcon
        title={webText('import.done', { recorded, corrected, unchanged })}
        description={webText('import.id', { id: importId })}
      />
      {needsReview.length > 0 && (
        <Alert type="warning" showIcon title={webText('import.review', { count: needsReview.length })} />
      )}
      <Warnings warnings={warnings} />
      {recorded + corrected > 0 && <WithdrawForm importId={importId} />}
    </>
  );
}
