import { status } from '@grpc/grpc-js';
import type { ServerReadableStream, ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import errorsPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/errors_pb.js';
import streamsPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_pb.js';
import { requestsOf } from './append-handlers.ts';
import type { WriteStream } from './append-handlers.ts';
import type { Expected, FakeRecord, Violation } from './fake-log.ts';
import { errorWith } from './wire.ts';

type SessionReq = InstanceType<typeof streamsPb.AppendRequest>;
type SessionResp = InstanceType<typeof streamsPb.AppendSessionResponse>;
type RecordsReq = InstanceType<typeof streamsPb.AppendRecordsRequest>;
type RecordsResp = InstanceType<typeof streamsPb.AppendRecordsResponse>;
type AppendRecord = InstanceType<typeof streamsPb.AppendRecord>;

/** Answers an atomic append to several streams, each of which comes once (25.1 and newer). */
export async function appendSession(
  write: WriteStream,
  call: ServerReadableStream<SessionReq, SessionResp>,
  answer: sendUnaryData<SessionResp>,
): Promise<void> {
  const expected = new Map<string, Expected>();
  const records: FakeRecord[] = [];
  for await (const request of requestsOf<SessionReq>(call)) {
    const stream = request.getStream();
    // The server compares names without regard to case here.
    if ([...expected.keys()].some((name) => name.toLowerCase() === stream.toLowerCase())) {
      const detail = new errorsPb.StreamAlreadyInAppendSessionErrorDetails();
      answer(errorWith(status.ABORTED, 'StreamAlreadyInAppendSessionErrorDetails', detail.setStream(stream)));
      return;
    }
    expected.set(stream, request.hasExpectedRevision() ? Number(request.getExpectedRevision()) : -2);
    records.push(...request.getRecordsList().map((record) => recordIn(stream, record)));
  }
  const written = write(records, expected);
  if (written === 'too-large') answer(tooLarge());
  else if (written.ok) {
    const response = new streamsPb.AppendSessionResponse();
    response.setPosition(String(written.last?.commit ?? 0));
    for (const [stream, revision] of written.revisions) {
      const output = new streamsPb.AppendResponse();
      output.setStream(stream);
      output.setStreamRevision(String(revision));
      response.addOutput(output);
    }
    answer(null, response);
  } else answer(revisionConflict(written.violations[0]));
}

/** Answers an atomic append to several streams, in any order, with checks (26.1 and newer). */
export function appendRecords(
  write: WriteStream,
  call: ServerUnaryCall<RecordsReq, RecordsResp>,
  answer: sendUnaryData<RecordsResp>,
): void {
  const spelled = new Map<string, string>();
  // Names that differ by case alone are one stream here, as they are to the server.
  const asSpelled = (name: string): string => {
    const first = spelled.get(name.toLowerCase()) ?? name;
    spelled.set(name.toLowerCase(), first);
    return first;
  };
  const checks = call.request.getChecksList().map((check) => check.getStreamState());
  const expected = new Map(
    checks.map((check) => [asSpelled(check?.getStream() ?? ''), Number(check?.getExpectedState() ?? -2)]),
  );
  const records = call.request.getRecordsList().map((record) => recordIn(asSpelled(record.getStream()), record));
  const written = write(records, expected);
  if (written === 'too-large') answer(tooLarge());
  else if (written.ok) {
    const response = new streamsPb.AppendRecordsResponse();
    response.setPosition(String(written.last?.commit ?? 0));
    for (const [stream, revision] of written.revisions) {
      const output = new streamsPb.StreamRevision();
      output.setStream(stream);
      output.setRevision(String(revision));
      response.addRevisions(output);
    }
    answer(null, response);
  } else answer(consistencyViolation(written.violations));
}

/** The second protocol's properties come back to readers of the first as JSON metadata, the schema's among them. */
function recordIn(stream: string, record: AppendRecord): FakeRecord {
  const type = record.getSchema()?.getName() ?? '';
  const json = record.getSchema()?.getFormat() === streamsPb.SchemaFormat.SCHEMA_FORMAT_JSON;
  const properties: Record<string, string> = { '$schema.name': type, '$schema.format': json ? 'Json' : 'Bytes' };
  for (const [key, value] of record.getPropertiesMap().entries()) properties[key] = value.getStringValue();
  return {
    stream,
    id: record.getRecordId() ?? '',
    type,
    contentType: json ? 'application/json' : 'application/octet-stream',
    data: record.getData_asU8(),
    metadata: new TextEncoder().encode(JSON.stringify(properties)),
  };
}

function tooLarge() {
  const detail = new errorsPb.AppendTransactionSizeExceededErrorDetails();
  return errorWith(status.ABORTED, 'AppendTransactionSizeExceededErrorDetails', detail);
}

function revisionConflict(violation: Violation | undefined) {
  const detail = new errorsPb.StreamRevisionConflictErrorDetails();
  detail.setStream(violation?.stream ?? '');
  detail.setExpectedRevision(String(violation?.expected));
  detail.setActualRevision(String(violation?.actual));
  return errorWith(status.FAILED_PRECONDITION, 'StreamRevisionConflictErrorDetails', detail);
}

function consistencyViolation(violations: readonly Violation[]) {
  const detail = new errorsPb.AppendConsistencyViolationErrorDetails();
  detail.setViolationsList(
    violations.map(({ stream, expected, actual }, index) => {
      const state = new errorsPb.ConsistencyViolation.StreamStateViolation();
      state.setStream(stream);
      state.setExpectedState(String(expected));
      state.setActualState(String(actual));
      const violation = new errorsPb.ConsistencyViolation();
      violation.setCheckIndex(index);
      violation.setStreamState(state);
      return violation;
    }),
  );
  return errorWith(status.FAILED_PRECONDITION, 'AppendConsistencyViolationErrorDetails', detail);
}
