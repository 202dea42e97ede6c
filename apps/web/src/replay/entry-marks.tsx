import type { ReplayEntry } from '@mingbai/client';
import { writeSpan } from '@mingbai/kernel';
import { webText, word } from '@mingbai/messages';
import { Tag } from 'antd';

export const isBelowZero = ({ balanceFen }: ReplayEntry): boolean => balanceFen !== null && balanceFen < 0;
export const isException = (entry: ReplayEntry): boolean =>
  (entry.ruleOutcome !== undefined && entry.ruleOutcome !== 'allowed') || isBelowZero(entry);

/** What an auditor looks for in an entry: needs review, below zero, or takes an earlier entry back. */
export function EntryMarks({ entry }: { entry: ReplayEntry }) {
  const { ruleOutcome, originallyOn } = entry;
  return (
    <>
      {ruleOutcome !== undefined && ruleOutcome !== 'allowed' && <Tag color="red">{word('outcome', ruleOutcome)}</Tag>}
      {isBelowZero(entry) && <Tag color="red">{webText('replay.below')}</Tag>}
      {originallyOn && <Tag color="orange">{webText('replay.reverses', { day: writeSpan(originallyOn) })}</Tag>}
    </>
  );
}
