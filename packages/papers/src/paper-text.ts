import { Paragraph, TextRun, type IRunOptions } from 'docx';
import { STYLE } from './document-styles.ts';

/** Characters that XML 1.0 has no place for: pasted names carry them, and Word refuses a file that holds one. */
const UNPRINTABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** A text without the characters that XML cannot hold. */
export const printable = (words: string): string => words.replace(UNPRINTABLE, '');

/** A run of plain text; markup in it is escaped. */
export const run = (words: string, options: Omit<IRunOptions, 'text' | 'children'> = {}): TextRun =>
  new TextRun({ ...options, text: printable(words) });

/** A paragraph of plain text in one of the paper's styles. */
export const line = (words: string, style: string = STYLE.body): Paragraph =>
  new Paragraph({ style, children: [run(words)] });
