import type { Append } from '@mingbai/application';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Appends as text, for a process that only appends and need not load the product. */
export const appendsAsText = (appends: readonly Append[]): string =>
  JSON.stringify(appends, (_key, value: unknown) => (value instanceof Uint8Array ? decoder.decode(value) : value));

export const appendsIn = (text: string): readonly Append[] =>
  JSON.parse(text, (key, value: unknown) => (key === 'bytes' ? encoder.encode(String(value)) : value)) as Append[];
