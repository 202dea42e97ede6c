/**
 * What has neither width nor meaning and comes along with a copied text: zero-width spaces, joiners, soft hyphens,
 * marks of direction. Variation selectors stay: they choose between the forms of one character.
 */
const WIDTHLESS = /(?![\p{Variation_Selector}\u202a-\u202e\u2066-\u2069])\p{Default_Ignorable_Code_Point}/gu;

/** That, control characters, and what turns the direction of the rest: nobody sees them, and no sheet keeps them. */
const UNSEEN = /(?!\p{Variation_Selector})[\p{Cc}\p{Default_Ignorable_Code_Point}]/u;

/** A text as it was typed or pasted, in composed characters and without those that nobody can have meant. */
export const tidyText = (text: string): string => text.replaceAll(WIDTHLESS, '').normalize('NFC').trim();

/** Whether a text of one line holds only what can be seen and printed. */
export const isPlainText = (text: string): boolean => !UNSEEN.test(text);

/** The same of a text that may have lines and tabs. */
export const isPlainLines = (text: string): boolean => !UNSEEN.test(text.replaceAll(/[\n\r\t]/g, ''));

/**
 * What the number of a voucher or an invoice is known by: full-width signs, spaces, small letters and another dash make
 * no other number.
 */
export const numberKey = (written: string): string =>
  written
    .normalize('NFKC')
    .replaceAll(/[\s\p{Default_Ignorable_Code_Point}]/gu, '')
    .replaceAll(/\p{Dash}/gu, '-')
    .toUpperCase();
