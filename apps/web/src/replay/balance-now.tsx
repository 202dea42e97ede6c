import type { Replay } from '@mingbai/client';
import { writeSpan } from '@mingbai/kernel';
import { eventName, webText } from '@mingbai/messages';
import { Tag } from 'antd';
import { yuan } from '../register/cell-words.ts';
import { EntryMarks, isBelowZero } from './entry-marks.tsx';

/** The balance at the slider's place, large, and the entry that made it. */
export function BalanceNow({ replay: { entries, openingKnown }, index }: { replay: Replay; index: number }) {
  const entry = entries[index];
  if (!entry) return null;
  const { balanceFen, deltaFen, type, occurredOn } = entry;
  return (
    <div className="balance-now">
      <div>
        <div className="hint">{webText('replay.balanceAt', { at: index + 1, of: entries.length })}</div>
        <div className={isBelowZero(entry) ? 'balance below' : 'balance'} data-testid="balance">
          {yuan(balanceFen)}
          <small>{webText('unit.yuan')}</small>
          {!openingKnown && <Tag color="orange">{webText('replay.knownPart')}</Tag>}
        </div>
      </div>
      <div className="balance-entry">
        <div>
          {writeSpan(occurredOn)} · {eventName(type)}
        </div>
        <div className={deltaFen !== null && deltaFen < 0 ? 'minus' : 'plus'}>
          {deltaFen !== null && deltaFen >= 0 ? '+' : ''}
          {yuan(deltaFen)}
        </div>
        <EntryMarks entry={entry} />
      </div>
    </div>
  );
}
