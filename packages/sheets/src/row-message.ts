/** Something to say about one row of a sheet, by the row number Excel shows. */
export type RowMessage = { sheet: string; row: number; message: string };
