import { SECTION_ORDER, sectionTitle } from '@mingbai/messages';
import { RESULTS, type Chapter } from './telling.ts';

/** What was done, a section a context: the sentences of every register of what has happened. */
export const results: Chapter = (telling) => ({
  sections: SECTION_ORDER.flatMap((context) => {
    const keys = RESULTS.filter((each) => each.context === context).flatMap(({ sentences }) => sentences);
    const paragraphs = keys.flatMap((key) => telling.sentence(key));
    return paragraphs.length === 0 ? [] : [{ id: context, title: sectionTitle(context), paragraphs }];
  }),
});
