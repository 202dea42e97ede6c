import type { View } from '@mingbai/application';
import { SECTION_ORDER, sectionTitle, text } from '@mingbai/messages';
import { dayWords, periodWords } from './day-words.ts';
import { RESULTS, type Chapter } from './telling.ts';

/** What was done, a section a context: the sentences of every register of what has happened. */
export const results: Chapter = (telling) => ({
  sections: SECTION_ORDER.flatMap((context) => {
    const keys = RESULTS.filter((each) => each.context === context).flatMap(({ sentences }) => sentences);
    const paragraphs = keys.flatMap((key) => telling.sentence(key));
    return paragraphs.length === 0 ? [] : [{ id: context, title: sectionTitle(context), paragraphs }];
  }),
  warnings: futureWarnings(telling.view),
});

/** Nothing has happened yet in a period that is still to come, and what is planned is no result. */
const futureWarnings = ({ period, asOf }: View): readonly string[] =>
  period.from > asOf ? [text('summary.future', { period: periodWords(period), asOf: dayWords(asOf) })] : [];
