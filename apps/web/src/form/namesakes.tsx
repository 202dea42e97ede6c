import type { Namesake } from '@mingbai/client';
import { writeSpan } from '@mingbai/kernel';
import { registerName, text, webText } from '@mingbai/messages';
import { Alert, Button, Typography } from 'antd';
import { useNames, type Names } from '../register/names.ts';
import { recordWords } from '../register/record-words.ts';
import { useView } from '../shell/view.ts';

type Props = { readonly namesakes: readonly Namesake[]; readonly onErase: (namesake: Namesake) => void };

const TARGETS = ['person'];

/** Records that may name a person who is erased under another id: each opens on a page of its own, to be compared. */
export function Namesakes({ namesakes, onErase }: Props) {
  const names = useNames(TARGETS);
  const { linkTo } = useView();
  const items = namesakes.map((each) => {
    const { register, record, org, person } = each;
    return (
      <li key={`${person} ${register} ${record}`}>
        <Typography.Link href={linkTo(`/registers/${register}`, { ...NO_TIMES, org, record })} target="_blank">
          {told(each, names)}
        </Typography.Link>
        <Button size="small" type="link" danger onClick={() => onErase(each)}>
          {webText('namesakes.erase')}
        </Button>
      </li>
    );
  });
  const list = <ul className="warnings">{items}</ul>;
  return <Alert type="warning" showIcon title={text('namesakes.head', { count: items.length })} description={list} />;
}

const NO_TIMES = { period: undefined, asOf: undefined, knownAt: undefined };

const told = ({ register, org, record, person, from, to }: Namesake, names: Names): string =>
  text('namesakes.item', {
    register: registerName(register),
    org: names.nameOf('organisation', org),
    day: writeSpan({ from, to }),
    record: recordWords(record, names),
    person,
  });
