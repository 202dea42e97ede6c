import type { ReplayEntry } from '@mingbai/client';
import { writeSpan } from '@mingbai/kernel';
import { webText, word } from '@mingbai/messages';
import { Tag } from 'antd';

export const isException = ({ ruleOutcome, balanceFen }: ReplayEntry): boolean =>
  (ruleOutcome !== undefined && ruleOutcome !== 'allowed') || balanceFen < 0;

/** What an auditor looks for in an entry: needs review, below zero, or takes an earlier entry back. */
export function EntryMarks({ entry }: { entry: ReplayEntry }) {
  const { ruleOutcome, balanceFen, originallyOn } = entry;
  return (
    <>
      {ruleOutcome !== undefined && ruleOutcome !== 'allowed' && <Tag color="red">{word('outcome', ruleOutcome)}</Tag>}
      {balanceFen < 0 && <Tag color="red">{webText('replay.below')}</Tag>}
      {originallyOn && <Tag color="orange">{webText('replay.reverses', { day: writeSpan(originallyOn) })}</Tag>}
    </>
  );
}
