import type { ServerDuplexStream, ServerReadableStream, sendUnaryData } from '@grpc/grpc-js';
import sharedPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import statusPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';
import streamsPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { Expected, FakeRecord, FakeWrite } from './fake-log.ts';
import { anyOf, identifierOf, nameOf, uuidOf } from './wire.ts';

type AppendReq = InstanceType<typeof streamsPb.AppendReq>;
type AppendResp = InstanceType<typeof streamsPb.AppendResp>;
type BatchReq = InstanceType<typeof streamsPb.BatchAppendReq>;
type BatchResp = InstanceType<typeof streamsPb.BatchAppendResp>;
type Message =
  | InstanceType<typeof streamsPb.AppendReq.ProposedMessage>
  | InstanceType<typeof streamsPb.BatchAppendReq.ProposedMessage>;

/** Writes one stream; `too-large` when it is more than the server takes at once. */
export type WriteStream = (records: readonly FakeRecord[], expected: ReadonlyMap<string, Expected>) => Written;
type Written = FakeWrite | 'too-large';

/** Answers an append to one stream, sent message by message. */
export async function append(
  write: WriteStream,
  call: ServerReadableStream<AppendReq, AppendResp>,
  answer: sendUnaryData<AppendResp>,
): Promise<void> {
  let stream = '';
  let expected = -2;
  const records: FakeRecord[] = [];
  for await (const request of requestsOf<AppendReq>(call)) {
    const [options, message] = [request.getOptions(), request.getProposedMessage()];
    if (options)
      [stream, expected] = [nameOf(options.getStreamIdentifier()), expectedIn(options, options.getRevision())];
    if (message) records.push(recordIn(stream, message));
  }
  const written = write(records, new Map([[stream, expected]]));
  answer(null, appendAnswer(written, stream));
}

/** Answers appends to one stream each, of which many share a connection. */
export async function batchAppend(write: WriteStream, call: ServerDuplexStream<BatchReq, BatchResp>): Promise<void> {
  const open = new Map<string, { stream: string; expected: Expected; records: FakeRecord[] }>();
  for await (const request of requestsOf<BatchReq>(call)) {
    const id = uuidOf(request.getCorrelationId());
    const options = request.getOptions();
    if (options) {
      const expected = expectedIn(options, options.getStreamPosition());
      open.set(id, { stream: nameOf(options.getStreamIdentifier()), expected, records: [] });
    }
    const batch = open.get(id);
    if (batch === undefined) continue;
    const { stream, expected, records } = batch;
    records.push(...request.getProposedMessagesList().map((message) => recordIn(stream, message)));
    if (!request.getIsFinal()) continue;
    open.delete(id);
    const answer = batchAnswer(write(records, new Map([[stream, expected]])), stream);
    answer.setCorrelationId(request.getCorrelationId());
    call.write(answer);
  }
  call.end();
}

/** The requests of a call; none after it was cut off. */
export async function* requestsOf<Request>(call: AsyncIterable<Request>): AsyncGenerator<Request> {
  try {
    yield* call;
  } catch {
    // The caller is gone, and with it whoever would want an answer.
  }
}

function recordIn(stream: string, message: Message): FakeRecord {
  return {
    stream,
    id: uuidOf(message.getId()),
    type: message.getMetadataMap().get('type') ?? '',
    contentType: message.getMetadataMap().get('content-type') ?? '',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

function expectedIn(
  options: { hasNoStream(): boolean; hasAny(): boolean; hasStreamExists(): boolean },
  revision: string,
): Expected {
  if (options.hasNoStream()) return -1;
  if (options.hasAny()) return -2;
  return options.hasStreamExists() ? -4 : Number(revision);
}

function appendAnswer(written: Written, stream: string): AppendResp {
  const answer = new streamsPb.AppendResp();
  if (written === 'too-large') throw new RangeError('the append is too large');
  if (written.ok) {
    const success = new streamsPb.AppendResp.Success();
    success.setCurrentRevision(String(written.revisions.get(stream) ?? 0));
    answer.setSuccess(success);
    return answer;
  }
  const wrong = new streamsPb.AppendResp.WrongExpectedVersion();
  const [{ actual, expected } = { actual: -1, expected: -2 }] = written.violations;
  if (actual < 0) wrong.setCurrentNoStream(new sharedPb.Empty());
  else wrong.setCurrentRevision(String(actual));
  if (expected >= 0) wrong.setExpectedRevision(String(expected));
  else if (expected === -1) wrong.setExpectedNoStream(new sharedPb.Empty());
  else wrong.setExpectedStreamExists(new sharedPb.Empty());
  answer.setWrongExpectedVersion(wrong);
  return answer;
}

function batchAnswer(written: Written, stream: string): BatchResp {
  const answer = new streamsPb.BatchAppendResp();
  answer.setStreamIdentifier(identifierOf(stream));
  if (written !== 'too-large' && written.ok) {
    const success = new streamsPb.BatchAppendResp.Success();
    success.setCurrentRevision(String(written.revisions.get(stream) ?? 0));
    answer.setSuccess(success);
    return answer;
  }
  const status = new statusPb.Status();
  status.setDetails(written === 'too-large' ? tooLarge() : wrongVersion(written.violations[0]?.actual ?? -1));
  answer.setError(status);
  return answer;
}

function tooLarge() {
  return anyOf('event_store.client.MaximumAppendSizeExceeded', new sharedPb.MaximumAppendSizeExceeded());
}

function wrongVersion(actual: number) {
  const wrong = new sharedPb.WrongExpectedVersion();
  if (actual < 0) wrong.setCurrentNoStream(new sharedPb.Empty());
  else wrong.setCurrentStreamRevision(String(actual));
  return anyOf('event_store.client.WrongExpectedVersion', wrong);
}
