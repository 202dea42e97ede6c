import type { Field } from '@mingbai/kernel';
import { fieldHint, fieldLabel, problemText, webText } from '@mingbai/messages';
import { Form } from 'antd';
import { joinedItems, joinedWords } from '../joined.ts';
import type { Names } from '../register/names.ts';
import { fromControl, type ControlValue } from './control-values.ts';
import { FieldControl } from './field-control.tsx';
import { meaningOf } from './meaning.ts';

type Props = { readonly field: Field; readonly register: string; readonly names: Names; readonly org: string };

/** One field of a form: its control, how to fill it, and how what was typed is understood or what is wrong with it. */
export function FieldItem({ field, register, names, org }: Props) {
  const typed = Form.useWatch<ControlValue>(field.name);
  const read = fromControl(field, typed);
  const meaning = read.ok && read.value !== undefined ? meaningOf(field, read.value, names) : undefined;
  const hint = hintOf(field);
  return (
    <Form.Item
      name={field.name}
      label={fieldLabel(register, field.name)}
      required={field.required}
      validateTrigger={['onChange', 'onBlur']}
      rules={[{ validator: (_rule, value: ControlValue) => validate(field, value) }]}
      extra={
        (meaning ?? hint) && (
          <>
            {meaning && <div className="meaning">{webText('meaning.read', { meaning })}</div>}
            {hint && <div className="hint">{hint}</div>}
          </>
        )
      }
    >
      <FieldControl field={field} names={names} org={org} />
    </Form.Item>
  );
}

function hintOf(field: Field): string | undefined {
  const hint = field.kind === 'reference' ? undefined : fieldHint(field.name);
  const units = field.kind === 'stated' && field.units && field.units[0] !== '分' ? field.units : [];
  return units.length > 1 ? joinedItems([hint ?? '', webText('form.units', { units: joinedWords(units) })]) : hint;
}

async function validate(field: Field, value: ControlValue): Promise<void> {
  const read = fromControl(field, value);
  if (!read.ok) throw new Error(problemText(read.error.code, read.error.detail));
  if (read.value === undefined && field.required) throw new Error(webText('form.required'));
}
