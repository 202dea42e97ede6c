export { hledgerJournal, type JournalEntry } from './hledger-journal.ts';
export { titleOfCongress } from './congress-title.ts';
export {
  figureWords,
  periodWords,
  summarise,
  summaryText,
  type Summary,
  type SummaryAsked,
  type SummaryFigure,
  type SummaryKind,
  type SummaryPart,
  type SummarySection,
} from './summary.ts';
