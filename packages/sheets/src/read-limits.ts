const MEGABYTE = 1024 * 1024;

/** How much of a stranger's workbook is taken in before it is refused. */
export type ReadLimits = {
  /** Size of the file itself. */
  bytes: number;
  /** Parts in the zip archive. */
  entries: number;
  /** Sum of all parts, inflated. */
  inflatedBytes: number;
  sheets: number;
  /** Rows below the header that hold something, in one sheet. */
  rows: number;
  columns: number;
  /** Cells that hold something, in all sheets together. */
  cells: number;
  /** Text of all cells: one shared string may be used by very many cells. */
  characters: number;
  milliseconds: number;
  heapMegabytes: number;
};

/** The limits that hold unless the caller names others. */
export const DEFAULT_READ_LIMITS: Readonly<ReadLimits> = {
  bytes: 20 * MEGABYTE,
  entries: 2_000,
  inflatedBytes: 200 * MEGABYTE,
  sheets: 64,
  rows: 50_000,
  columns: 200,
  cells: 1_000_000,
  characters: 50_000_000,
  milliseconds: 20_000,
  heapMegabytes: 512,
};
