/** Control characters, and those that turn the direction of what follows: nobody sees them, and no sheet keeps them. */
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** Whether a text of one line holds only what can be seen and printed. */
export const isPlainText = (text: string): boolean => !UNSEEN.test(text);

/** The same of a text that may have lines and tabs. */
export const isPlainLines = (text: string): boolean => !UNSEEN.test(text.replaceAll(/[\n\r\t]/g, ''));
