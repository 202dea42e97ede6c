import { ProblemError, type Answer, type Namesake } from '@mingbai/client';
import { REGISTERS } from '@mingbai/domain';
import type { Field } from '@mingbai/kernel';
import { capabilityName, problemText, webText } from '@mingbai/messages';
import { Alert, App, Button, Form, Space, type FormInstance } from 'antd';
import { useMemo, useState } from 'react';
import { joinedItems } from '../joined.ts';
import { isSessionEnd } from '../query-client.ts';
import { useNames } from '../register/names.ts';
import type { Act } from '../register/row-actions.ts';
import { useView } from '../shell/view.ts';
import { FieldItem } from './field-item.tsx';
import { Namesakes } from './namesakes.tsx';
import { askedFields, beginWith, inputOf, type Values } from './form-fields.ts';
import { useCommand, type Command } from './use-command.ts';

type Props = {
  readonly act: Act;
  /** Tells whether anything would be lost with the form. */
  readonly onTyped: (typed: boolean) => void;
  readonly onDone: () => void;
  /** Begins another act in the place of this one. */
  readonly onAct: (act: Act) => void;
};

/**
 * The form of any capability, drawn from its input schema. A refusal stands at its field, or above where it has
 * none.
 */
export function CapabilityForm({ act, onTyped, onDone, onAct }: Props) {
  const { capability, fixed, initial, danger } = act;
  const register = REGISTERS.find(({ capabilities }) => capabilities.includes(capability))?.name ?? '';
  const { org: looked } = useView();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const fields = useMemo(() => askedFields(capability, fixed), [capability, fixed]);
  const names = useNames(useMemo(() => fields.flatMap(({ target }) => target ?? []), [fields]));
  const org = Form.useWatch<string | undefined>('org', form) ?? String(fixed['org'] ?? looked);
  const [namesakes, setNamesakes] = useState<readonly Namesake[]>([]);
  const command = useCommand((answer, given) => {
    const { findings, namesakes: found = [] } = answer;
    void message[findings.length + found.length > 0 ? 'warning' : 'success'](said(answer, given));
    setNamesakes(found);
    if (!given.dryRun) onTyped(false);
    if (!given.dryRun && found.length === 0) onDone();
  });
  const send = (dryRun: boolean) => (values: Values) => {
    const input = inputOf(fields, values, { fixed, before: initial });
    command.mutate(
      { capability: capability.name, input, dryRun },
      { onError: (error) => showAtField(form, fieldOf(error, fields), error) },
    );
  };
  const check = (): void => void form.validateFields().then(send(true), () => undefined);
  const done = command.isSuccess && command.variables.dryRun !== true;
  const general = generalOf(command.error, fields);
  return (
    <Form
      form={form}
      name="act"
      layout="vertical"
      className="capability-form"
      scrollToFirstError
      initialValues={beginWith(fields, initial)}
      onValuesChange={() => onTyped(true)}
      onFinish={send(false)}
    >
      {fields.map((field) => (
        <FieldItem key={field.name} field={field} register={register} names={names} org={org} />
      ))}
      {general && <Alert type="error" showIcon title={general} className="form-refusal" />}
      {namesakes.length > 0 && (
        <Namesakes
          namesakes={namesakes}
          onErase={({ org, person }) => onAct(anew(act, { org, person }, { ...initial, ...command.variables?.input }))}
        />
      )}
      <Space className="form-buttons" hidden={done}>
        <Button type="primary" htmlType="submit" danger={danger ?? false} loading={command.isPending}>
          {capabilityName(capability.name)}
        </Button>
        <Button onClick={check} disabled={command.isPending}>
          {webText('form.check')}
        </Button>
      </Space>
    </Form>
  );
}

/** The same act about somebody else. */
const anew = ({ capability, danger = false }: Act, fixed: Act['fixed'], initial: Act['initial']): Act => ({
  capability,
  danger,
  fixed,
  initial,
});

function said({ eventIds, findings, repeated }: Answer, { dryRun }: Command): string {
  const review = joinedItems(findings.map((code) => problemText(code)));
  if (dryRun) return review ? webText('form.checked.review', { review }) : webText('form.checked');
  if (eventIds.length === 0) return webText('form.unchanged');
  if (review) return webText('form.done.review', { review });
  return webText(repeated ? 'form.repeated' : 'form.done');
}

/** The field of the form that a refusal is about, if it is about one. */
function fieldOf(error: Error, fields: readonly Field[]): string | undefined {
  const named = error instanceof ProblemError ? error.problem.field?.split('.')[0] : undefined;
  return fields.find(({ name }) => name === named)?.name;
}

/** What stands above the form: what is about no field. That the session has ended is said where one signs in again. */
function generalOf(error: Error | null, fields: readonly Field[]): string | undefined {
  if (error === null || isSessionEnd(error) || fieldOf(error, fields)) return undefined;
  return error.message;
}

function showAtField(form: FormInstance<Values>, name: string | undefined, error: Error): void {
  if (name === undefined) return;
  form.setFields([{ name, errors: [error.message] }]);
  form.scrollToField(name);
}
