/** How many columns of a terminal a text takes: a Chinese character takes two. */
export const widthOf = (text: string): number => [...text].reduce((sum, each) => sum + (each > '\u02ff' ? 2 : 1), 0);
