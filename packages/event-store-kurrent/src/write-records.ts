import type { AppendStreamState, EventData } from '@kurrent/kurrentdb-client';
import type { Kurrent } from './client.ts';
import type { NewRecord, Transaction, Written } from './log.ts';

/**
 * Writes a transaction in the best way that the server knows: `appendRecords` (26.1 and newer), `multiStreamAppend`
 * (25.1), or, if all of it goes to one stream, `appendToStream`. Throws the client's errors.
 */
export async function writeRecords(kurrent: Kurrent, transaction: Transaction): Promise<Written> {
  const [first, ...others] = statesOf(kurrent, transaction);
  if (first === undefined) return 'written';
  if (others.length === 0) {
    const { streamName, expectedState } = first;
    const events = transaction.records.map((record) => eventOf(kurrent, record));
    await kurrent.client.appendToStream(streamName, events, { streamState: expectedState });
    return 'written';
  }
  return (
    (await ifSupported(kurrent, () => appendRecords(kurrent, transaction))) ??
    (await ifSupported(kurrent, () => multiStreamAppend(kurrent, transaction))) ??
    'not-atomic'
  );
}

async function appendRecords(kurrent: Kurrent, transaction: Transaction): Promise<Written> {
  const records = transaction.records.map((record) => ({
    streamName: record.stream,
    record: eventOf(kurrent, record),
  }));
  const { STREAM_STATE: type } = kurrent.module;
  await kurrent.client.appendRecords(
    records,
    statesOf(kurrent, transaction).map((state) => ({ type, ...state })),
  );
  return 'written';
}

/** Each stream comes once, with all of its records: the order between streams is in the records themselves. */
async function multiStreamAppend(kurrent: Kurrent, transaction: Transaction): Promise<Written> {
  const ofStream = Map.groupBy(transaction.records, ({ stream }) => stream);
  const requests = statesOf(kurrent, transaction).map((state) => ({
    ...state,
    events: (ofStream.get(state.streamName) ?? []).map((record) => eventOf(kurrent, record)),
  }));
  await kurrent.client.multiStreamAppend(requests);
  return 'written';
}

async function ifSupported(kurrent: Kurrent, write: () => Promise<Written>): Promise<Written | undefined> {
  try {
    return await write();
  } catch (fault) {
    if (fault instanceof kurrent.module.UnsupportedError) return undefined;
    throw fault;
  }
}

function statesOf({ module }: Kurrent, { expected }: Transaction) {
  return [...expected].map(([streamName, revision]): { streamName: string; expectedState: AppendStreamState } => ({
    streamName,
    expectedState: revision === undefined ? module.NO_STREAM : BigInt(revision),
  }));
}

function eventOf({ module }: Kurrent, { uuid, type, data, metadata }: NewRecord): EventData {
  return module.binaryEvent({ id: uuid, type, data, metadata });
}
