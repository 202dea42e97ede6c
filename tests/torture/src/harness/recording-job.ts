import type { Child } from './build-children.ts';

/** What a recording process is told; its ports by name, or by file once it is started. */
export type RecordingJob<Port extends string = Child> = {
  readonly directory: string;
  /** Ports: those of the product, or each with one fault. */
  readonly store: Port;
  readonly models?: Port;
  readonly callers: number;
  /** Sends every number once, or this shuffled plan. */
  readonly shuffled?: { readonly commands: number; readonly seed: number };
  readonly from: number;
  /** Sends from there on that have been answered already. */
  readonly done: readonly number[];
};
