import type { Field } from '@mingbai/kernel';
import { webText, word } from '@mingbai/messages';
import { Input, Select } from 'antd';
import type { Names } from '../register/names.ts';
import { controlOf } from './control-values.ts';
import { DayInput } from './day-input.tsx';

/** What antd's Form.Item hands to its control. */
type Held = { readonly id?: string; readonly value?: string; readonly onChange?: (value: unknown) => void };
type Props = Held & { readonly field: Field; readonly names: Names; readonly org: string };

const SEARCH = { optionFilterProp: 'label' };
const LINES = { minRows: 1, maxRows: 8 };

export function FieldControl({ field, names, org, ...held }: Props) {
  switch (controlOf(field)) {
    case 'choice':
      return (
        <Select
          {...held}
          allowClear={!field.required}
          showSearch={SEARCH}
          options={choicesIn(field)}
          placeholder={webText('form.choose')}
        />
      );
    case 'choices':
      return (
        <Select
          {...several(held)}
          mode="multiple"
          showSearch={SEARCH}
          options={choicesIn(field.item)}
          placeholder={webText('form.chooseSeveral')}
        />
      );
    case 'yes-no':
      return <Select {...held} allowClear options={yesNo()} placeholder={webText('form.choose')} />;
    case 'pick':
      return <Picker {...held} field={field} names={names} org={org} />;
    case 'long-text':
      return <Input.TextArea {...held} autoSize={LINES} />;
    case 'text':
      return <TextControl {...held} field={field} />;
  }
}

/** The same holder, of a control that holds several values. */
const several = ({ value, ...held }: Held) => ({ ...held, value: value as readonly string[] | string | undefined });

function TextControl({ field, ...held }: Held & { readonly field: Field }) {
  if (field.kind === 'span' || field.kind === 'day') return <DayInput {...held} />;
  const isMoney = field.kind === 'fen' || (field.kind === 'stated' && field.units?.[0] === '分');
  return <Input {...held} {...(isMoney ? { suffix: webText('unit.yuan'), inputMode: 'decimal' as const } : {})} />;
}

/** A picker over the register that the reference points into; where that may not be read, the code is typed. */
function Picker({ field, names, org, ...held }: Props) {
  const target = field.target ?? '';
  const choices = names.choicesOf(target, target === 'organisation' ? undefined : org);
  if (choices.length === 0) return <Input {...held} placeholder={webText('form.code')} />;
  return (
    <Select
      {...held}
      allowClear={!field.required}
      showSearch={SEARCH}
      options={[...choices]}
      placeholder={webText('form.choose')}
    />
  );
}

function choicesIn(field: Field | undefined) {
  const prefix = field?.words ?? field?.name ?? '';
  return (field?.values ?? []).map((value) => ({ value, label: word(prefix, value) }));
}

const yesNo = () => [
  { value: 'true', label: webText('form.yes') },
  { value: 'false', label: webText('form.no') },
];
