import { randomUUID } from 'node:crypto';
import type { StoreHeader } from '@mingbai/application';
import { recordTypes } from './entry.ts';
import type { LoggedEvent, NewRecord } from './log.ts';
import type { Names } from './names.ts';
import { StoreError } from './store-error.ts';

/** Number of the way in which a store's records stand in KurrentDB; another is refused with `store-format`. */
const layout = '1';

/** The first record of a store. */
export function headerRecord({ format, suite, origin, district }: StoreHeader, { header }: Names): NewRecord {
  const data = new TextEncoder().encode(JSON.stringify({ format, suite, origin, district }));
  return { uuid: randomUUID(), stream: header, type: recordTypes.header, data, metadata: { layout } };
}

/** A checkpoint that the store has issued. */
export function checkpointRecord(note: string, { checkpoints }: Names): NewRecord {
  const data = new TextEncoder().encode(note);
  return { uuid: randomUUID(), stream: checkpoints, type: recordTypes.checkpoint, data, metadata: { layout } };
}

/** The header in its record. Throws `store-format`, `not-a-store`, `store-damaged`. */
export function headerIn({ type, data, metadata }: LoggedEvent): StoreHeader {
  if (type !== recordTypes.header) throw new StoreError('not-a-store', 'the header stream holds something else');
  if (metadata['layout'] !== layout) {
    throw new StoreError('store-format', `the store has layout ${String(metadata['layout'])}, not ${layout}`);
  }
  const fields = fieldsIn(data);
  const { format, suite, origin, district } = fields;
  if (typeof format === 'number' && typeof suite === 'string') {
    if (typeof origin === 'string' && typeof district === 'string') return { format, suite, origin, district };
  }
  throw new StoreError('store-damaged', "the store's header cannot be read");
}

function fieldsIn(data: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(data));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
