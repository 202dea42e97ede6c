import type { OpenedRow } from '@mingbai/application';
import { eventName, text, word } from '@mingbai/messages';

/** What a line of the journal is made of: an entry of a fund. */
export type JournalEntry = Pick<OpenedRow, 'record' | 'position' | 'event' | 'type' | 'org' | 'to' | 'row'>;

/** Where money came from or went to, by the kind of entry; a reversal goes back the way of the entry it takes back. */
const OTHER_SIDES: Readonly<Record<string, (row: JournalEntry['row']) => string>> = {
  FundOpened: () => text('journal.opening'),
  IncomeReceived: ({ source }) => text('journal.income', { name: word('source', String(source)) }),
  FundDisbursed: ({ purpose }) => text('journal.expense', { name: word('purpose', String(purpose)) }),
  FundTransferredIn: () => text('journal.transfer'),
  FundTransferredOut: () => text('journal.transfer'),
};

/**
 * Entries of funds as a journal that hledger and ledger read: one transaction an entry, in yuan, by day and then by the
 * order of recording, each with the id of its event. Money stands in cash or in the bank of its fund. An opening that
 * nobody knows is a comment, for an amount would be invented. `all` are the entries in which a reversal finds its own.
 */
export function hledgerJournal(entries: readonly JournalEntry[], all: readonly JournalEntry[] = entries): string {
  const byRecord = new Map(all.map((entry) => [entry.record, entry]));
  const ordered = entries.toSorted((a, b) => (a.to < b.to ? -1 : a.to > b.to ? 1 : a.position - b.position));
  const head = `; ${text('journal.head')}\ncommodity 1000.00 ${YUAN}\n`;
  return [head, ...ordered.map((entry) => transaction(entry, byRecord))].join('\n');
}

const YUAN = '元';

function transaction(entry: JournalEntry, byRecord: ReadonlyMap<string, JournalEntry>): string {
  const { position, event, type, org, to, row } = entry;
  const first = byRecord.get(String(row['entry'])) ?? entry;
  const said = [eventName(type), row['summary'] ?? row['reason'] ?? row['name']].filter(Boolean).map(oneLine).join(' ');
  const head = `${to} ${said}  ; position:${position}, event:${event}, org:${org}`;
  if (row['openingUnknown'] === true) return `; ${head} ${text('journal.opening-unknown')}\n`;
  const deltaFen = Number(row['deltaFen']);
  const form = text(first.row['form'] === 'cash' ? 'journal.cash' : 'journal.bank', { fund: String(row['fund']) });
  const other = (OTHER_SIDES[first.type] ?? sideOfReversal)(row);
  return `${head}\n    ${form}  ${yuan(deltaFen)}\n    ${other}  ${yuan(-deltaFen)}\n`;
}

/** A reversal whose entry is out of sight still tells its source or purpose. */
const sideOfReversal = (row: JournalEntry['row']): string =>
  OTHER_SIDES[row['source'] === undefined ? 'FundDisbursed' : 'IncomeReceived']?.(row) ?? '';

/** Fen in yuan, exactly. */
function yuan(fen: number): string {
  const [whole, cents] = [Math.floor(Math.abs(fen) / 100), Math.abs(fen) % 100];
  return `${fen < 0 ? '-' : ''}${whole}.${String(cents).padStart(2, '0')} ${YUAN}`;
}

/** What begins a comment, or another line, in a journal may stand in a text of the trade. */
const oneLine = (said: unknown): string =>
  String(said).replace(/\s+/g, ' ').replaceAll(';', '；').replaceAll('|', '｜');
