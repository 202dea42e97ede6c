/** One column of a sheet to write. */
export type ColumnSpec = {
  key: string;
  header: string;
  /** Shown as a note on the header cell. */
  note?: string;
  /** In characters; without it the header decides. */
  width?: number;
  /** Offered as a drop-down list. */
  choices?: readonly string[];
  /** Whether text that is not among the choices may be typed, too. */
  openChoices?: boolean;
  required?: boolean;
};

/** One sheet to write: its columns, and rows of text in the order of the columns. */
export type SheetSpec = {
  name: string;
  columns: ColumnSpec[];
  rows: readonly (readonly string[])[];
};
