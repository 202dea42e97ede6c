import { SUMMARY_KINDS, type SummaryKind } from '@mingbai/kernel';
import { webText, word } from '@mingbai/messages';
import { Select } from 'antd';
import { useSession } from '../session/session.ts';

type Props = {
  readonly kind: SummaryKind;
  readonly org: string;
  readonly onChange: (kind: SummaryKind) => void;
};

/** Which family of papers; a roll-up is offered where there are units below. */
export function KindSelect({ kind, org, onChange }: Props) {
  const { organisations } = useSession();
  const hasUnits = organisations.some(({ parent }) => parent === org);
  return (
    <Select<SummaryKind>
      aria-label={webText('summary.kind')}
      className="summary-kind"
      value={kind}
      onChange={onChange}
      options={SUMMARY_KINDS.map((value) => ({
        value,
        label: word('summary-kind', value),
        disabled: value === 'district' && !hasUnits,
      }))}
    />
  );
}
