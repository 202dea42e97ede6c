/** The hidden sheet that holds drop-down lists too long for a cell rule. Reading skips it. */
export const CHOICE_SHEET = '__choices';
