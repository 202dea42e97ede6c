export { hledgerJournal, type JournalEntry } from './hledger-journal.ts';
export { titleOfCongress } from './congress-title.ts';
export { periodWords } from './day-words.ts';
export { summarise, type SummaryAsked } from './summary.ts';
export type { Summary, SummaryFigure, SummaryPart, SummarySection } from './summary-shape.ts';
export { summaryText } from './summary-text.ts';
export { figureWords } from './telling.ts';
